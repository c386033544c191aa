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
    /// <summary>So long both sides do the same work before any of it counts: their compilers work beside them.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(8);

    /// <returns>Per site: configuration, rules and matcher. Per request: the answer. And how many requests there are.</returns>
    public (Measured Site, Measured Request, int Asked) Measure(int rounds, CancellationToken cancel)
    {
        // As on the other side requests are taken apart before, and one whose path cannot be decoded is left out.
        var whole = sites.Select(site => (site.Folder, Requests: site.Requests
            .Select(request => ToolsVisit.Of(ToolsRequest.Read(request!.AsObject()), raw: false)).OfType<ToolsVisit>().ToArray())).ToArray();
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Before;)
        {
            Round(whole, cancel);
        }

        List<double> perSite = [];
        List<double> perRequest = [];
        var requests = whole.Sum(site => site.Requests.Length);
        for (var round = 0; round < rounds; round++)
        {
            var (reading, answering) = Round(whole, cancel);
            perSite.Add(reading.TotalNanoseconds / whole.Length);
            perRequest.Add(answering.TotalNanoseconds / Math.Max(1, requests));
        }

        return (Measured.Of(perSite), Measured.Of(perRequest), requests);
    }

    public JsonObject ToJob(int rounds) => new()
    {
        ["op"] = "warm",
        ["rounds"] = rounds,
        ["before"] = Before.TotalSeconds,
        ["sites"] = new JsonArray([.. sites.Select(site => (JsonNode)new JsonObject { ["root"] = site.Folder,
            ["requests"] = site.Requests.DeepClone() })]),
    };

    private static (TimeSpan Reading, TimeSpan Answering) Round((string Folder, ToolsVisit[] Requests)[] sites, CancellationToken cancel)
    {
        var reading = TimeSpan.Zero;
        var answering = TimeSpan.Zero;
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
            }

            answering += Stopwatch.GetElapsedTime(begun);
        }

        return (reading, answering);
    }
}
