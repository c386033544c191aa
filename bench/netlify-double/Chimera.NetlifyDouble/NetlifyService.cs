using System.Text;
using Chimera.Sites;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.NetlifyDouble;

/// <summary>
/// Netlify's deploy API and its visitors' side, on this machine. What is published is answered as Netlify's own code computes it (the agreement is measured by
/// <c>bench/agreement</c>); the API is the double that the tests are held against.
/// </summary>
internal sealed class NetlifyService : IDisposable
{
    private static readonly SiteSimulator Simulator = new(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System);

    private readonly Sites.Tests.Netlify.Deploying.NetlifyDouble _api = new();
    private readonly RawServer _visited;
    private readonly RawServer _drafts;
    private readonly Lock _gate = new();
    private (string Id, Foresight Foresight)? _shown;
    private int _visits;

    public NetlifyService()
    {
        // What is ready is published at once, whoever asks for it: a deploy that is no draft, and a restored one.
        _api.Store.PublishedAfter = 0;
        _visited = new RawServer(request =>
        {
            Interlocked.Increment(ref _visits);
            return AnswerAsync(request, _api.Published);
        });
        // Whatever was made last. Netlify keeps search engines from it.
        _drafts = new RawServer(async request =>
            await AnswerAsync(request, _api.Deploys.FirstOrDefault()?.Id) is { } answer
                ? answer with { Headers = new Dictionary<string, string>(answer.Headers, StringComparer.OrdinalIgnoreCase) { ["X-Robots-Tag"] = "noindex" } }
                : null);
        _api.Store.PermalinkOf = _ => $"http://127.0.0.1:{_drafts.Port}/";
    }

    public Uri Api => _api.Api;

    public static string Site => Sites.Tests.Netlify.Deploying.NetlifyDouble.Site;

    public static string Token => Sites.Tests.Netlify.Deploying.NetlifyDouble.Token;

    public Uri Address => new($"http://127.0.0.1:{_visited.Port}/");

    /// <summary>Method and path template of each request to the API so far, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _api.Requests];

    /// <summary>What was asked or answered that Netlify does not document.</summary>
    public IReadOnlyList<string> Undocumented => [.. _api.Violations];

    /// <summary>How often visitors asked so far; who looks at a draft is none.</summary>
    public int Visits => _visits;

    /// <summary>The files of what is published, with the SHA-1 of their contents; empty when nothing is.</summary>
    public IReadOnlyDictionary<string, string> Published =>
        _api.Deploys.Find(deploy => deploy.Id == _api.Published)?.Files ?? new Dictionary<string, string>(StringComparer.Ordinal);

    public void Dispose()
    {
        _visited.Dispose();
        _drafts.Dispose();
        _api.Dispose();
    }

    private async Task<RawAnswer?> AnswerAsync(RawRequest request, string? deploy)
    {
        await request.ReadBodyAsync();
        if (deploy is not { } id)
        {
            return new RawAnswer(404, "Not Found"u8.ToArray(), new Dictionary<string, string>(StringComparer.Ordinal), null);
        }

        var target = request.Target.Split('?', 2);
        var (foresight, asked) = (Shown(id), SiteRequest.Get(target[0], target.Length > 1 ? target[1] : ""));
        var response = foresight.Responder!.Respond(asked with { Method = request.Method, Language = request.Headers.GetValueOrDefault("Accept-Language") });
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in response.Headers)
        {
            headers[name] = value;
        }

        if (response.Location is { } location)
        {
            headers["Location"] = location;
        }

        return new RawAnswer(response.Status, response.Body is { } path ? foresight.Published.Read(path)! : Encoding.ASCII.GetBytes($"{response.Status}"), headers, null);
    }

    private Foresight Shown(string id)
    {
        lock (_gate)
        {
            if (_shown?.Id != id)
            {
                _shown = (id, Foresee(_api.Deploys.First(deploy => deploy.Id == id)));
            }

            return _shown.Value.Foresight;
        }
    }

    private Foresight Foresee(DoubleDeploy deploy) => Simulator.Foresee(
        Platform.Netlify, FolderOf(deploy), DeployContext.Production, CancellationToken.None);

    private SiteFolder FolderOf(DoubleDeploy deploy)
    {
        var folder = SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal));
        return deploy.Files.Aggregate(folder, (so, file) => so.With(file.Key.TrimStart('/'), _api.Contents[file.Value]));
    }
}
