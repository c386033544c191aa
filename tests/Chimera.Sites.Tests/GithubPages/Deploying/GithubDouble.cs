using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>
/// GitHub's REST API of Pages as far as publishing uses it: builds whatever the branch leads to, and goes on only when it is looked at; or publishes artifacts of a workflow.
/// </summary>
internal sealed class GithubDouble : IDisposable
{
    private readonly GitFolder? _folder;
    private readonly RawServer _server;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _known = "";

    /// <param name="folder">The repository whose branch is published; null where a workflow publishes.</param>
    public GithubDouble(GitFolder? folder)
    {
        _folder = folder;
        _server = new RawServer(request => Between(request, AnswerAsync));
        Api = new Uri($"http://127.0.0.1:{_server.Port}/");
        Workflow = folder is null ? new GithubWorkflow { Api = Api } : null;
        BuildType = folder is null ? "workflow" : "legacy";
    }

    public GithubWorkflow? Workflow { get; }

    public Uri Api { get; }

    /// <summary>Stands between who asks and who answers.</summary>
    public Func<RawRequest, Func<RawRequest, Task<RawAnswer?>>, Task<RawAnswer?>> Between { get; set; } = (request, answer) => answer(request);

    public List<string> Requests { get; } = [];

    /// <summary>Newest first: commit, status, number.</summary>
    public List<(string Commit, string Status, int Number)> Builds { get; } = [];

    public Func<int, string, Fault> Faults { get; set; } = (_, _) => Fault.None;

    public string EndsAs { get; set; } = "built";

    public string BuildType { get; set; }

    public string Branch { get; set; } = "gh-pages";

    public string Source { get; set; } = "/";

    /// <summary>Pages is switched on.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Called when a request is held.</summary>
    public Action Holding { get; set; } = () => { };

    public int MostPerPage { get; set; } = 100;

    /// <summary>The commit visitors have; empty for none.</summary>
    public string Live => Builds.Find(build => build.Status == "built").Commit ?? "";

    /// <summary>What visitors ever had.</summary>
    public List<string> History { get; } = [];

    public void Dispose()
    {
        _letGo.TrySetResult();
        _server.Dispose();
    }

    private async Task<RawAnswer?> AnswerAsync(RawRequest request)
    {
        var body = await request.ReadBodyAsync();
        var operation = $"{request.Method} {request.Target.Split('?')[0]}";
        Fault fault;
        lock (_gate)
        {
            fault = Faults(Requests.Count, operation);
            Requests.Add(operation);
        }

        if (fault == Fault.CutBefore)
        {
            return null;
        }

        if (fault == Fault.Hold)
        {
            Holding();
            await _letGo.Task;
            return null;
        }

        lock (_gate)
        {
            var isOther = fault is Fault.None or Fault.CutAnswer or Fault.HalfJson or Fault.OtherJson;
            if (isOther && Workflow?.Answer(request, body) is { } other)
            {
                return new RawAnswer(
                    other.Status, fault == Fault.HalfJson ? other.Body[..(other.Body.Length / 2)] : fault == Fault.OtherJson ? "[3]"u8.ToArray() : other.Body,
                    other.Location is { } location ? new(StringComparer.Ordinal) { ["Location"] = location } : [], fault == Fault.CutAnswer ? other.Body.Length / 2 : null);
            }

            var authorization = request.Headers.GetValueOrDefault("Authorization");
            var (status, answer) = fault switch
            {
                Fault.SlowDown => Error(429, "You have exceeded a secondary rate limit"),
                Fault.SlowDownUntilReset => Error(403, "API rate limit exceeded"),
                Fault.Error500 => Error(500, "Server Error"),
                Fault.Error503 => Error(503, "No server is currently available"),
                Fault.Echo => Error(422, $"cannot read {authorization} {Encoding.UTF8.GetString(body)}"),
                _ when authorization != $"Bearer {GitServer.Token}" => Error(401, "Bad credentials"),
                _ when !IsOn => Error(404, "Not Found"),
                _ => Act(operation, request.Target),
            };
            return Answer(status, answer, fault, request.Target);
        }
    }

    private (int Status, JsonNode Answer) Act(string operation, string target)
    {
        switch (operation)
        {
            case "GET /repos/octocat/site/pages":
                return (200, new JsonObject
                {
                    ["url"] = "https://api.github.com/repos/octocat/site/pages", ["status"] = "built", ["cname"] = null, ["custom_404"] = false,
                    ["html_url"] = Workflow is null ? "https://octocat.github.io/site/" : new Uri(Api, "site/").AbsoluteUri, ["build_type"] = BuildType, ["source"] = new JsonObject { ["branch"] = Branch, ["path"] = Source },
                    ["public"] = true, ["https_enforced"] = true,
                });
            case "GET /repos/octocat/site/pages/builds/latest":
                Advance();
                return Builds.Count > 0 ? (200, Document(Builds[0])) : Error(404, "Not Found");
            case "GET /repos/octocat/site/pages/builds":
                var (page, size) = PageOf(target);
                return (200, new JsonArray([.. Builds.Skip((page - 1) * size).Take(size).Select(Document)]));
            case "POST /repos/octocat/site/pages/builds":
                Builds.Insert(0, (_known, "queued", Builds.Count));
                return (201, new JsonObject { ["url"] = "https://api.github.com/repos/octocat/site/pages/builds/latest", ["status"] = "queued" });
            default:
                return Error(404, "Not Found");
        }
    }

    private void Advance()
    {
        if (Builds.Count > 0 && Builds[0].Status is "queued" or "building")
        {
            Builds[0] = Builds[0] with { Status = Builds[0].Status == "queued" ? "building" : EndsAs };
            if (Builds[0].Status == "built")
            {
                History.Add(Builds[0].Commit);
            }
        }

        if (_folder?.Tip() is { Length: > 0 } tip && tip != _known)
        {
            _known = tip;
            Builds.Insert(0, (tip, "queued", Builds.Count));
        }
    }

    private static JsonObject Document((string Commit, string Status, int Number) build) => new()
    {
        ["url"] = $"https://api.github.com/repos/octocat/site/pages/builds/{build.Number}", ["status"] = build.Status,
        ["error"] = new JsonObject { ["message"] = build.Status == "errored" ? "Page build\n failed." : null },
        ["pusher"] = new JsonObject { ["login"] = "octocat" }, ["commit"] = build.Commit, ["duration"] = 2104,
        ["created_at"] = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(build.Number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        ["updated_at"] = new DateTimeOffset(2026, 1, 1, 0, 0, 30, TimeSpan.Zero).AddMinutes(build.Number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
    };

    private RawAnswer Answer(int status, JsonNode answer, Fault fault, string target)
    {
        var text = Encoding.UTF8.GetBytes(fault == Fault.OtherJson ? "[3]" : answer.ToJsonString());
        Dictionary<string, string> headers = new(StringComparer.Ordinal)
        {
            ["Content-Type"] = "application/json; charset=utf-8", ["X-RateLimit-Remaining"] = fault == Fault.SlowDownUntilReset ? "0" : "4999",
            ["X-RateLimit-Reset"] = DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeSeconds().ToString(),
        };
        if (fault == Fault.SlowDown)
        {
            headers["Retry-After"] = "7";
        }

        if (answer is JsonArray && PageOf(target) is var (page, size) && page * size < Builds.Count)
        {
            headers["Link"] = $"<http://elsewhere.example/builds?page={page + 1}>; rel=\"next\"";
        }

        return new RawAnswer(status, fault == Fault.HalfJson ? text[..(text.Length / 2)] : text, headers, fault == Fault.CutAnswer ? text.Length / 2 : null);
    }

    private (int Page, int Size) PageOf(string target)
    {
        var query = target.Split('?')[^1].Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[^1], StringComparer.Ordinal);
        return (int.Parse(query["page"]), Math.Min(MostPerPage, int.Parse(query["per_page"])));
    }

    private static (int Status, JsonNode Answer) Error(int status, string message) =>
        (status, new JsonObject { ["message"] = message, ["documentation_url"] = "https://docs.github.com/rest" });
}
