using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>What GitHub keeps of a repository whose site a workflow publishes: artifacts, deployments, jobs' identities, and the site itself.</summary>
internal sealed class GithubWorkflow
{
    public const string RequestToken = "runner-s3cretS3cret-request";
    public const string Identity = "eyJ0-s3cretS3cret-identity";
    public const string Signature = "s3cretS3cret-signature";
    public const string Commit = "4fd754f7e594640989b406850d0bc8f06a121251";

    private static readonly string[] Steps = ["deployment_in_progress", "syncing_files", "finished_file_sync", "updating_pages", "purging_cdn"];

    private readonly Lock _gate = new();
    private readonly List<string> _identities = [];
    private int _next = 100;

    /// <summary>By id: the zip, and whether GitHub still keeps it.</summary>
    public Dictionary<long, (byte[] Zip, bool IsExpired)> Artifacts { get; } = [];

    /// <summary>The repository's deployments, oldest first; each with its newest state.</summary>
    public List<(long Id, JsonObject Document, string State)> Records { get; } = [];

    /// <summary>Deployments of Pages, oldest first.</summary>
    public List<(string Version, long Artifact, string Status)> Deployments { get; } = [];

    /// <summary>What visitors get; null for nothing.</summary>
    public Dictionary<string, byte[]>? Live { get; set; }

    public string EndsAs { get; set; } = "succeed";

    /// <summary>A deployment that is told to stop does.</summary>
    public bool CanCancel { get; set; } = true;

    public string[] Permissions { get; set; } = ["pages", "id-token", "deployments", "actions"];

    public Uri Api { get; set; } = new("http://nowhere.example/");

    /// <summary>What a real one would complain of.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>As a job's environment has it.</summary>
    public string? Variable(string name) => name switch
    {
        "ACTIONS_ID_TOKEN_REQUEST_URL" => new Uri(Api, "oidc/token?api-version=2.0").AbsoluteUri,
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN" => RequestToken,
        "GITHUB_SHA" => Commit,
        _ => null,
    };

    /// <summary>As actions/upload-artifact does with one file.</summary>
    public long Upload(byte[] tar, string name = "artifact.tar")
    {
        using MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(name).Open();
            entry.Write(tar);
        }

        Artifacts[++_next] = (zip.ToArray(), false);
        return _next;
    }

    /// <summary>What a job of somebody else leaves behind that has published something.</summary>
    public long PublishByHand(string text, string state = "success")
    {
        Live = new(StringComparer.Ordinal) { ["/index.html"] = Encoding.UTF8.GetBytes(text) };
        return Note(new JsonObject { ["task"] = "deploy", ["environment"] = "github-pages", ["payload"] = new JsonObject() }, state);
    }

    /// <summary>Whatever is under way comes to its end.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            foreach (var _ in Steps)
            {
                Advance();
            }
        }
    }

    /// <returns>Null for what is none of this.</returns>
    public (int Status, byte[] Body, string? Location)? Answer(RawRequest request, byte[] body)
    {
        lock (_gate)
        {
            return AnswerOne(request, body);
        }
    }

    private (int Status, byte[] Body, string? Location)? AnswerOne(RawRequest request, byte[] body)
    {
        var path = request.Target.Split('?')[0];
        var authorization = request.Headers.GetValueOrDefault("Authorization");
        if (path.StartsWith("/site/", StringComparison.Ordinal) || path.StartsWith("/storage/", StringComparison.Ordinal))
        {
            if (authorization is not null)
            {
                Violations.Add($"{path} was asked with {authorization}");
            }

            return path.StartsWith("/storage/", StringComparison.Ordinal) ? Stored(request.Target) : Page(path["/site".Length..]);
        }

        if (path == "/oidc/token")
        {
            return authorization == $"Bearer {RequestToken}" && Permissions.Contains("id-token") ? Json(200, Issue()) : Json(401, new JsonObject { ["message"] = "no" });
        }

        if (authorization != $"Bearer {GitServer.Token}")
        {
            return Json(401, Message("Bad credentials"));
        }

        Advance();
        return Act($"{request.Method} {path["/repos/octocat/site/".Length..]}", body.Length > 0 ? JsonNode.Parse(body) as JsonObject : null);
    }

    private (int Status, byte[] Body, string? Location)? Act(string operation, JsonObject? body)
    {
        switch (operation.Split('/'))
        {
            case ["GET deployments"]:
                return Json(200, new JsonArray([.. Records.AsEnumerable().Reverse().Select(record => record.Document.DeepClone())]));
            case ["POST deployments"]:
                return Permissions.Contains("deployments") ? Created(body!) : Json(403, Message("Resource not accessible by integration"));
            case ["GET deployments", var id, "statuses"]:
                return Json(200, new JsonArray(new JsonObject { ["state"] = Records.Find(one => one.Id == long.Parse(id)).State, ["created_at"] = "2026-01-01T00:00:00Z" }));
            case ["POST deployments", var id, "statuses"]:
                var index = Records.FindIndex(one => one.Id == long.Parse(id));
                Records[index] = Records[index] with { State = body!["state"]!.GetValue<string>() };
                return Json(201, new JsonObject { ["state"] = Records[index].State });
            case ["GET actions", "artifacts", var id]:
                return Artifacts.TryGetValue(long.Parse(id), out var artifact)
                    ? Json(200, new JsonObject { ["id"] = long.Parse(id), ["name"] = "github-pages", ["expired"] = artifact.IsExpired })
                    : Json(404, Message("Not Found"));
            case ["GET actions", "artifacts", var id, "zip"]:
                return !Artifacts.TryGetValue(long.Parse(id), out var kept) ? Json(404, Message("Not Found"))
                    : kept.IsExpired ? Json(410, Message("Artifact has expired"))
                    : (302, [], new Uri(Api, $"storage/{id}?sig={Signature}").AbsoluteUri);
            case ["POST pages", "deployments"]:
                return Deploy(body!);
            case ["GET pages", "deployments", var version]:
                return Deployments.Find(one => one.Version == version) is { Version: not null } found ? Json(200, new JsonObject { ["status"] = found.Status }) : Json(404, Message("Not Found"));
            case ["POST pages", "deployments", var version, "cancel"]:
                return Cancel(version);
            default:
                return null;
        }
    }

    private (int Status, byte[] Body, string? Location) Deploy(JsonObject body)
    {
        var version = body["pages_build_version"]!.GetValue<string>();
        var artifact = body["artifact_id"]!.GetValue<long>();
        if (!_identities.Contains(body["oidc_token"]!.GetValue<string>()))
        {
            return Json(400, Message($"Invalid OIDC token {body["oidc_token"]}"));
        }

        if (Deployments.Find(one => Steps.Contains(one.Status) || one.Version == version) is { Version: { } other })
        {
            return Json(400, Message($"Deployment request failed for {version} due to in progress deployment. Please cancel {other} first or wait for it to complete."));
        }

        if (!Artifacts.TryGetValue(artifact, out var kept) || kept.IsExpired)
        {
            return Json(404, Message("Artifact not found"));
        }

        Deployments.Add((version, artifact, Steps[0]));
        return Json(200, new JsonObject
        {
            ["id"] = version, ["status_url"] = $"https://api.github.com/repos/octocat/site/pages/deployments/{version}", ["page_url"] = new Uri(Api, "site/").AbsoluteUri,
        });
    }

    private (int Status, byte[] Body, string? Location) Cancel(string version)
    {
        var at = Deployments.FindIndex(one => one.Version == version && Steps.Contains(one.Status));
        if (at < 0 || !CanCancel)
        {
            return Json(400, Message($"Unable to cancel deployment {version} as it's finished."));
        }

        Deployments[at] = Deployments[at] with { Status = "deployment_cancelled" };
        return (204, [], null);
    }

    // Time goes by from request to request.
    private void Advance()
    {
        for (var at = 0; at < Deployments.Count; at++)
        {
            var step = Array.IndexOf(Steps, Deployments[at].Status);
            if (step < 0)
            {
                continue;
            }

            Deployments[at] = Deployments[at] with { Status = step + 1 < Steps.Length ? Steps[step + 1] : EndsAs };
            if (Deployments[at].Status == "succeed")
            {
                Publish(at);
            }
        }
    }

    private void Publish(int at)
    {
        using ZipArchive archive = new(new MemoryStream(Artifacts[Deployments[at].Artifact].Zip));
        using var tar = archive.Entries.Single().Open();
        using TarReader reader = new(tar);
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink || (entry.Mode & UnixFileMode.OtherRead) == UnixFileMode.None)
            {
                Deployments[at] = Deployments[at] with { Status = "deployment_content_failed" };
                return;
            }

            if (entry.EntryType is TarEntryType.RegularFile)
            {
                using MemoryStream data = new();
                entry.DataStream?.CopyTo(data);
                files[entry.Name[1..]] = data.ToArray();
            }
        }

        Live = files;
    }

    private (int Status, byte[] Body, string? Location) Created(JsonObject body)
    {
        if (body["ref"]!.GetValue<string>() != Commit || body["auto_merge"]!.GetValue<bool>() || body["required_contexts"]!.AsArray().Count > 0)
        {
            Violations.Add($"a deployment that would merge or wait: {body}");
        }

        Note(body, "");
        return Json(201, Records[^1].Document.DeepClone());
    }

    private long Note(JsonObject body, string state)
    {
        var id = ++_next;
        var document = (JsonObject)body.DeepClone();
        document["id"] = id;
        document["created_at"] = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(id).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        Records.Add((id, document, state));
        return id;
    }

    private JsonObject Issue()
    {
        _identities.Add($"{Identity}.{_identities.Count}");
        return new JsonObject { ["count"] = 1, ["value"] = _identities[^1] };
    }

    private (int Status, byte[] Body, string? Location) Stored(string target)
    {
        var halves = target["/storage/".Length..].Split('?');
        return halves[1] == $"sig={Signature}" ? (200, Artifacts[long.Parse(halves[0])].Zip, null) : Json(403, Message("no"));
    }

    private (int Status, byte[] Body, string? Location) Page(string path) =>
        Live?.GetValueOrDefault(path.EndsWith('/') ? path + "index.html" : path) is { } page ? (200, page, null)
            : (404, Live?.GetValueOrDefault("/404.html") ?? "nothing"u8.ToArray(), null);

    private static JsonObject Message(string text) => new() { ["message"] = text, ["documentation_url"] = "https://docs.github.com/rest" };

    private static (int Status, byte[] Body, string? Location) Json(int status, JsonNode node) => (status, Encoding.UTF8.GetBytes(node.ToJsonString()), null);
}
