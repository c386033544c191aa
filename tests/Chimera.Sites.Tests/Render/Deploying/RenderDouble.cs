using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Render.Deploying;

/// <summary>Render's deploy API as far as publishing uses it: deploys go on only when they are looked at.</summary>
internal sealed class RenderDouble : IDisposable
{
    public const string Service = "srv-c0ffee";
    public const string Token = "rnd_s3cretS3cret0123456789";

    public const string Key = "k3yOfTheHook0123456789";

    private readonly RawServer _server;
    private readonly Lock _gate = new();

    public RenderDouble()
    {
        _server = new RawServer(request => Between(request, AnswerAsync));
        Api = new Uri($"http://127.0.0.1:{_server.Port}/v1/");
    }

    public Uri Api { get; }

    /// <summary>Stands between who asks and who answers.</summary>
    public Func<RawRequest, Func<RawRequest, Task<RawAnswer?>>, Task<RawAnswer?>> Between { get; set; } = (request, answer) => answer(request);

    /// <summary>Newest first: id, status, commit.</summary>
    public List<(string Id, string Status, string Commit)> Deploys { get; } = [];

    public List<string> Requests { get; } = [];

    /// <summary>Commits that were built.</summary>
    public List<string> Built { get; } = [];

    public string EndsAs { get; set; } = "live";

    public int MostPerPage { get; set; } = 100;

    public Func<int, string, Fault> Faults { get; set; } = (_, _) => Fault.None;

    /// <summary>The id of the one Blueprint.</summary>
    public const string Blueprint = "exs-0123456789abcdefghij";

    public const string Repository = "https://github.com/example/docs";

    public string BlueprintStatus { get; set; } = "in_sync";

    public bool AutoSync { get; set; } = true;

    public string BlueprintRepository { get; set; } = Repository;

    public string BlueprintPath { get; set; } = "site/render.yaml";

    public string[] Manages { get; set; } = [Service];

    /// <summary>Newest first: id, state, commit; they go on when they are looked at.</summary>
    public List<(string Id, string State, string Commit)> Syncs { get; } = [];

    public string SyncEndsAs { get; set; } = "success";

    /// <summary>A commit that comes to be synced when the list was asked for so often.</summary>
    public (string Commit, int After)? ToSync { get; set; }

    /// <summary>What the hook starts; <c>/deploy/…</c>.</summary>
    public Uri Hook => new(Api, $"/deploy/{Service}?key={Key}");

    /// <summary>The hook builds this commit, whatever it is asked for.</summary>
    public string? HookBuilds { get; set; }

    /// <summary>The API key may look and nothing else.</summary>
    public bool IsReadOnly { get; set; }

    public string? Live => Deploys.Find(deploy => deploy.Status == "live").Commit;

    public void Dispose() => _server.Dispose();

    private async Task<RawAnswer?> AnswerAsync(RawRequest request)
    {
        var body = await request.ReadBodyAsync();
        var parts = request.Target.Split('?')[0].Split('/')[2..];
        var isHook = request.Target.StartsWith("/deploy/", StringComparison.Ordinal);
        lock (_gate)
        {
            var fault = Faults(Requests.Count, $"{request.Method} {parts[^1]}");
            Requests.Add($"{request.Method} {request.Target}");
            if (fault == Fault.CutBefore)
            {
                return null;
            }

            var (status, answer) = fault switch
            {
                Fault.SlowDown => Error(429, "rate limit exceeded"),
                Fault.Error500 => Error(500, "internal server error"),
                Fault.Echo => Error(400, $"invalid {request.Headers.GetValueOrDefault("Authorization")} {request.Target}"),
                _ when isHook => Hooked(request),
                _ when request.Headers.GetValueOrDefault("Authorization") != $"Bearer {Token}" => Error(401, "unauthorized"),
                _ when IsReadOnly && request.Method != "GET" => Error(403, "forbidden"),
                _ => Act(request, parts, body),
            };
            var text = Encoding.UTF8.GetBytes(answer.ToJsonString());
            Dictionary<string, string> headers = new(StringComparer.Ordinal) { ["Content-Type"] = "application/json", ["Ratelimit-Remaining"] = "399" };
            if (fault == Fault.SlowDown)
            {
                headers["Ratelimit-Reset"] = "9";
            }

            return new RawAnswer(status, fault == Fault.HalfJson ? text[..(text.Length / 2)] : text, headers, fault == Fault.CutAnswer ? 0 : null);
        }
    }

    private (int Status, JsonNode Answer) Act(RawRequest request, string[] parts, byte[] body)
    {
        if (parts[0] == "blueprints")
        {
            return parts[1] != Blueprint ? Error(404, "not found: blueprint") : parts.Length == 3 ? (200, SyncPage(request.Target)) : (200, BlueprintDocument());
        }

        if (parts[1] != Service)
        {
            return Error(404, "not found: service");
        }

        switch (request.Method, parts.Length, parts[^1])
        {
            case ("GET", 2, _):
                return (200, new JsonObject { ["id"] = Service, ["type"] = "static_site", ["repo"] = Repository, ["serviceDetails"] = new JsonObject { ["url"] = "https://example.onrender.com" } });
            case ("GET", 3, "deploys"):
                return (200, Page(request.Target));
            case ("GET", 4, var id):
                Advance(Deploys.FindIndex(deploy => deploy.Id == id));
                return (200, Document(Deploys.Find(deploy => deploy.Id == id)));
            case ("POST", 3, "deploys"):
                var commit = JsonNode.Parse(body)!["commitId"]!.GetValue<string>();
                Built.Add(commit);
                return (201, Document(Start(commit)));
            case ("POST", 5, "cancel"):
                var at = Deploys.FindIndex(deploy => deploy.Id == parts[3]);
                Deploys[at] = Deploys[at] with { Status = "canceled" };
                return (200, Document(Deploys[at]));
            case ("POST", 3, "rollback"):
                var target = JsonNode.Parse(body)!["deployId"]!.GetValue<string>();
                return (201, Document(Start(Deploys.Find(deploy => deploy.Id == target).Commit)));
            default:
                return Error(404, "not found");
        }
    }

    private (int Status, JsonNode Answer) Hooked(RawRequest request)
    {
        if (request.Method != "POST" || request.Headers.ContainsKey("Authorization")
            || request.Target.Split("?key=")[^1].Split("&ref=") is not [Key, var commit] || !request.Target.Contains($"/{Service}?", StringComparison.Ordinal))
        {
            return Error(404, $"not found: {request.Target}");
        }

        Built.Add(HookBuilds ?? commit);
        return (200, new JsonObject { ["deploy"] = new JsonObject { ["id"] = Start(HookBuilds ?? commit).Id } });
    }

    private (string Id, string Status, string Commit) Start(string commit)
    {
        Deploys.Insert(0, ($"dep-{Deploys.Count}", "created", commit));
        return Deploys[0];
    }

    private void Advance(int at)
    {
        var (id, status, commit) = Deploys[at];
        var next = status switch { "created" => "queued", "queued" => "build_in_progress", "build_in_progress" => "update_in_progress", "update_in_progress" => EndsAs, _ => status };
        if (next == "live" && status != "live" && Deploys.FindIndex(deploy => deploy.Status == "live") is >= 0 and var old)
        {
            Deploys[old] = Deploys[old] with { Status = "deactivated" };
        }

        Deploys[at] = (id, next, commit);
    }

    private JsonArray Page(string target)
    {
        var cursor = target.Split("cursor=") is [_, var given] ? int.Parse(given) : 0;
        return new JsonArray([.. Deploys.Skip(cursor).Take(MostPerPage)
            .Select((deploy, index) => new JsonObject { ["deploy"] = Document(deploy), ["cursor"] = (cursor + index + 1).ToString() })]);
    }

    private JsonObject BlueprintDocument() => new()
    {
        ["id"] = Blueprint, ["name"] = "docs", ["status"] = BlueprintStatus, ["autoSync"] = AutoSync, ["repo"] = BlueprintRepository, ["branch"] = "main", ["path"] = BlueprintPath,
        ["resources"] = new JsonArray([.. Manages.Select(id => (JsonNode)new JsonObject { ["id"] = id, ["name"] = "docs", ["type"] = "static_site" })]),
    };

    private JsonArray SyncPage(string target)
    {
        if (target.Contains("cursor=", StringComparison.Ordinal))
        {
            return [];
        }

        if (ToSync is { } next)
        {
            ToSync = next.After > 0 ? next with { After = next.After - 1 } : null;
            if (next.After == 0)
            {
                Syncs.Insert(0, ($"exe-{Syncs.Count}", "created", next.Commit));
            }
        }

        if (Syncs is [var (id, state, commit), ..])
        {
            Syncs[0] = (id, state switch { "created" => "pending", "pending" => "running", "running" => SyncEndsAs, _ => state }, commit);
        }

        return new JsonArray([.. Syncs.Select((sync, index) => new JsonObject
        {
            ["cursor"] = $"{index + 1}",
            ["sync"] = new JsonObject
            {
                ["id"] = sync.Id, ["state"] = sync.State, ["commit"] = new JsonObject { ["id"] = sync.Commit },
                ["startedAt"] = DateTimeOffset.UnixEpoch.AddSeconds(Syncs.Count - index).ToString("O"),
            },
        })]);
    }

    private static JsonObject Document((string Id, string Status, string Commit) deploy) => new()
    {
        ["id"] = deploy.Id, ["status"] = deploy.Status, ["trigger"] = "api", ["createdAt"] = "2026-05-02T00:01:00Z",
        ["commit"] = new JsonObject { ["id"] = deploy.Commit, ["message"] = "a change", ["createdAt"] = "2026-05-02T00:00:00Z" },
    };

    private static (int Status, JsonNode Answer) Error(int status, string message) => (status, new JsonObject { ["message"] = message });
}
