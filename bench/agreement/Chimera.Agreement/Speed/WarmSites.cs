using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Agreement.Answers;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Serving.Tools;
using Chimera.Sites.Platforms;

namespace Chimera.Agreement.Speed;

/// <summary>Sites on disk, read and answered for again and again by a process that is warm.</summary>
internal sealed class WarmSites(IReadOnlyList<(string Folder, JsonArray Requests)> sites)
{
    /// <returns>Per site: configuration, rules and matcher. Per request: the answer.</returns>
    public (Measured Site, Measured Request) Measure(int rounds, CancellationToken cancel)
    {
        var whole = sites.Select(site => (site.Folder, Requests: site.Requests.Select(request => ToolsRequest.Read(request!.AsObject()))
            .ToArray())).ToArray();
        List<double> perSite = [];
        List<double> perRequest = [];

        // Two rounds and a pause let the compiler finish; they do not count.
        for (var round = -2; round < rounds; round++)
        {
            var (reading, answering, asked) = Round(whole, cancel);
            if (round >= 0)
            {
                perSite.Add(reading.TotalNanoseconds / whole.Length);
                perRequest.Add(answering.TotalNanoseconds / Math.Max(1, asked));
            }
        }

        return (Measured.Of(perSite), Measured.Of(perRequest));
    }

    public JsonObject ToJob(int rounds) => new()
    {
        ["op"] = "warm",
        ["rounds"] = rounds + 2,
        ["sites"] = new JsonArray([.. sites.Select(site => (JsonNode)new JsonObject { ["root"] = site.Folder,
            ["requests"] = site.Requests.DeepClone() })]),
    };

    private static (TimeSpan Reading, TimeSpan Answering, int Asked) Round((string Folder, ToolsRequest[] Requests)[] sites,
        CancellationToken cancel)
    {
        var reading = TimeSpan.Zero;
        var answering = TimeSpan.Zero;
        var asked = 0;
        foreach (var (path, requests) in sites)
        {
            var begun = Stopwatch.GetTimestamp();
            var folder = SiteFolder.OnDisk(path);
            var site = ChimeraSite.Read(folder, DeployContext.Production, withWritten: false, cancel);
            reading += Stopwatch.GetElapsedTime(begun);
            // Which files there are is asked of the disk, not of the code that is measured.
            var files = PublishedFiles.Below(folder, site.Publish);
            begun = Stopwatch.GetTimestamp();
            var responder = new ToolsResponder(site.Rules, site.Headers, files, cancel);
            reading += Stopwatch.GetElapsedTime(begun);

            begun = Stopwatch.GetTimestamp();
            foreach (var request in requests)
            {
                GC.KeepAlive(responder.Respond(request));
                asked++;
            }

            answering += Stopwatch.GetElapsedTime(begun);
        }

        return (reading, answering, asked);
    }
}
