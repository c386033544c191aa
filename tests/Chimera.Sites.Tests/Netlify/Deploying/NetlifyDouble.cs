using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>
/// Netlify's deploy API as far as publishing uses it, over real HTTP: keeps contents by SHA-1, lets deploys go on only when they are looked at, and does what
/// <see cref="Faults"/> says. What is said that Netlify does not document is in <see cref="Violations"/>.
/// </summary>
internal sealed class NetlifyDouble : IDisposable
{
    public const string Site = "site-1234";
    public const string Token = "nfp_s3cretS3cret0123456789";

    private readonly RawServer _server;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _toPublish;
    private int _publishPolls;

    public NetlifyDouble()
    {
        _server = new RawServer(AnswerAsync);
        Api = new Uri($"http://127.0.0.1:{_server.Port}/api/v1/");
    }

    public Uri Api { get; }

    public List<DoubleDeploy> Deploys { get; } = [];

    public Dictionary<string, byte[]> Contents { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each content was taken.</summary>
    public Dictionary<string, int> Taken { get; } = new(StringComparer.Ordinal);

    public string? Published { get; private set; }

    /// <summary>What was ever published, in order.</summary>
    public List<string?> History { get; } = [];

    /// <summary>Method and path template of each request, in order.</summary>
    public List<string> Requests { get; } = [];

    public List<string> Violations { get; } = [];

    public long UploadedBytes { get; private set; }

    /// <summary>Given the request's number from zero and its operation.</summary>
    public Func<int, string, Fault> Faults { get; set; } = (_, _) => Fault.None;

    /// <summary>Completed when a request is held.</summary>
    public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first upload is answered when another one has been.</summary>
    public bool OutOfOrder { get; set; }

    /// <summary>The list of what a deploy lacks stays as it was when it was made.</summary>
    public bool StaleRequired { get; set; }

    public string? FailWith { get; set; }

    public int MostPerPage { get; set; } = 100;

    /// <summary>Sent as <c>X-RateLimit-Remaining</c>.</summary>
    public int Remaining { get; set; } = 499;

    private readonly TaskCompletionSource _another = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _uploads;

    [SuppressMessage("Security", "CA5350", Justification = "It is what Netlify counts by.")]
    public static string Sha1(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));

    public void LetGo() => _letGo.TrySetResult();

    public int Count(string operation) => Requests.Count(request => request == operation);

    public void Dispose()
    {
        LetGo();
        _another.TrySetResult();
        _server.Dispose();
    }

    private async Task<RawAnswer?> AnswerAsync(RawRequest request)
    {
        var (operation, parts, query) = Recognise(request);
        int number;
        lock (_gate)
        {
            number = Requests.Count;
            Requests.Add(operation);
        }

        var fault = Faults(number, operation);
        switch (fault)
        {
            case Fault.CutBefore:
                return null;
            case Fault.CutInMiddle:
                await request.ReadBodyAsync(request.Length / 2);
                return null;
            case Fault.Hold:
                Held.TrySetResult();
                await _letGo.Task;
                return null;
        }

        var body = await request.ReadBodyAsync();
        var authorization = request.Headers.GetValueOrDefault("Authorization");
        var (status, schema, answer) = fault switch
        {
            Fault.SlowDown or Fault.SlowDownUntilReset or Fault.SlowDownForLong => Error(429, "API rate limit exceeded"),
            Fault.Error500 => Error(500, "Internal Server Error"),
            Fault.Error502 => Error(502, "Bad Gateway"),
            Fault.Error503 => Error(503, "Service Unavailable"),
            Fault.Echo => Error(400, $"cannot read {authorization} \r\n\u001b[31m"),
            _ when authorization != $"Bearer {Token}" => Error(401, "Access Denied"),
            _ => Act(operation, parts, query, body, request.Headers.GetValueOrDefault("Content-Type")),
        };
        Check(schema, answer);
        if (OutOfOrder && operation.StartsWith("PUT", StringComparison.Ordinal))
        {
            if (Interlocked.Increment(ref _uploads) == 1)
            {
                await _another.Task;
            }
            else
            {
                _another.TrySetResult();
            }
        }

        return Answer(status, answer, fault, schema == "deploy" && answer is JsonArray ? Link(query) : null);
    }

    private (string Operation, string[] Parts, Dictionary<string, string> Query) Recognise(RawRequest request)
    {
        var halves = request.Target.Split('?', 2);
        var parts = halves[0]["/api/v1/".Length..].Split('/').Select(Uri.UnescapeDataString).ToArray();
        var query = (halves.Length > 1 ? halves[1].Split('&') : []).Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
        var path = parts switch
        {
            ["sites", _] => "/sites/{site_id}",
            ["sites", _, "deploys"] => "/sites/{site_id}/deploys",
            ["sites", _, "deploys", _] => "/sites/{site_id}/deploys/{deploy_id}",
            ["sites", _, "deploys", _, "restore"] => "/sites/{site_id}/deploys/{deploy_id}/restore",
            ["deploys", _, "files", _, ..] => "/deploys/{deploy_id}/files/{path}",
            _ => request.Target,
        };
        var operation = $"{request.Method} {path}";
        Hold(NetlifyWire.Operations.TryGetValue(operation, out var known), $"there is no {operation}");
        foreach (var name in query.Keys)
        {
            Hold(known?.Contains(name) == true, $"{operation} has no parameter {name}");
        }

        return (operation, parts, query);
    }

    private (int Status, string Schema, JsonNode Answer) Act(string operation, string[] parts, Dictionary<string, string> query, byte[] body, string? type)
    {
        lock (_gate)
        {
            if (parts[0] == "sites" && parts[1] != Site)
            {
                return Error(404, "Not Found");
            }

            switch (operation)
            {
                case "GET /sites/{site_id}":
                    Publish();
                    return (200, "site", SiteDocument());
                case "GET /sites/{site_id}/deploys":
                    return (200, "deploy", List(query));
                case "POST /sites/{site_id}/deploys":
                    return Create(query.GetValueOrDefault("title"), body);
                case "PUT /deploys/{deploy_id}/files/{path}":
                    return Take(parts[1], "/" + string.Join('/', parts[3..]), body, type);
            }

            if (Deploys.Find(known => known.Id == parts[3]) is not { } deploy)
            {
                return Error(404, "Not Found");
            }

            if (operation.StartsWith("GET", StringComparison.Ordinal))
            {
                Advance(deploy);
                return (200, "deploy", Document(deploy));
            }

            if (deploy.State != "ready")
            {
                return Error(422, "Deploy is not ready");
            }

            (_toPublish, _publishPolls) = (deploy.Id, 2);
            return (201, "deploy", Document(deploy));
        }
    }

    private (int Status, string Schema, JsonNode Answer) Create(string? title, byte[] body)
    {
        var document = JsonNode.Parse(body)!.AsObject();
        foreach (var (name, _) in document)
        {
            Hold(NetlifyWire.Schemas["deployFiles"].Contains(name), $"deployFiles has no {name}");
        }

        DoubleDeploy deploy = new()
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)),
            Title = title,
            Files = document["files"]!.AsObject().ToDictionary(file => file.Key, file => file.Value!.GetValue<string>(), StringComparer.Ordinal),
            Draft = document["draft"]?.GetValue<bool>() ?? false,
            CreatedAt = DateTimeOffset.UtcNow,
            State = document["async"]?.GetValue<bool>() == true ? "preparing" : "uploading",
        };
        Deploys.Insert(0, deploy);
        return (200, "deploy", Document(deploy));
    }

    private (int Status, string Schema, JsonNode Answer) Take(string id, string path, byte[] body, string? type)
    {
        Hold(type == "application/octet-stream", $"a file is sent as {type}");
        var sha1 = Sha1(body);
        if (Deploys.Find(deploy => deploy.Id == id) is not { } known || !known.Files.TryGetValue(path, out var expected))
        {
            return Error(404, "Not Found");
        }

        if (expected != sha1)
        {
            return Error(422, "The digest is another");
        }

        Contents[sha1] = body;
        Taken[sha1] = Taken.GetValueOrDefault(sha1) + 1;
        UploadedBytes += body.Length;
        return (200, "file", new JsonObject { ["id"] = path, ["path"] = path, ["sha"] = sha1, ["mime_type"] = "text/html", ["size"] = body.Length });
    }

    private void Advance(DoubleDeploy deploy)
    {
        deploy.Polls++;
        deploy.State = deploy.State switch
        {
            "preparing" when deploy.Polls >= 2 => "prepared",
            "prepared" or "uploading" when Missing(deploy).Length == 0 => "uploaded",
            "uploaded" => "processing",
            "processing" when FailWith is not null => "error",
            "processing" => "ready",
            var same => same,
        };
        deploy.Problem = deploy.State == "error" ? FailWith : null;
        if (deploy is { State: "ready", Draft: false })
        {
            (_toPublish, _publishPolls) = (deploy.Id, 0);
            Publish();
        }
    }

    private void Publish()
    {
        if (_toPublish is { } next && _publishPolls-- <= 0)
        {
            var deploy = Deploys.Find(deploy => deploy.Id == next)!;
            Hold(deploy.State == "ready" && Missing(deploy).Length == 0, "half a deploy was published");
            (Published, _toPublish) = (next, null);
            History.Add(next);
        }
    }

    private string[] Missing(DoubleDeploy deploy) => [.. deploy.Files.Values.Distinct().Where(sha1 => !Contents.ContainsKey(sha1))];

    private JsonArray List(Dictionary<string, string> query)
    {
        var (page, size) = PageOf(query);
        return new JsonArray([.. Deploys.Skip((page - 1) * size).Take(size).Select(Document)]);
    }

    private string? Link(Dictionary<string, string> query)
    {
        var (page, size) = PageOf(query);
        var address = $"http://elsewhere.example/api/v1/sites/{Site}/deploys?per_page={size}&page=";
        return page * size < Deploys.Count ? $"<{address}{page + 1}>; rel=\"next\", <{address}{(Deploys.Count + size - 1) / size}>; rel=\"last\"" : null;
    }

    private (int Page, int Size) PageOf(Dictionary<string, string> query) =>
        (int.Parse(query.GetValueOrDefault("page", "1")), Math.Min(MostPerPage, int.Parse(query.GetValueOrDefault("per_page", "100"))));

    private JsonObject SiteDocument() => new()
    {
        ["id"] = Site, ["name"] = "example", ["url"] = "http://example.netlify.app", ["ssl_url"] = "https://example.netlify.app",
        ["published_deploy"] = Deploys.Find(deploy => deploy.Id == Published) is { } live ? Document(live) : null,
    };

    private JsonObject Document(DoubleDeploy deploy)
    {
        Hold(NetlifyWire.States.Contains(deploy.State), $"there is no state {deploy.State}");
        JsonObject document = new()
        {
            ["id"] = deploy.Id, ["site_id"] = Site, ["state"] = deploy.State, ["draft"] = deploy.Draft, ["title"] = deploy.Title, ["error_message"] = deploy.Problem,
            ["locked"] = deploy.Locked, ["created_at"] = deploy.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            ["deploy_ssl_url"] = $"https://{deploy.Id}--example.netlify.app",
        };
        if (deploy.State != "preparing")
        {
            var required = StaleRequired && deploy.State != "ready" ? deploy.Files.Values.Distinct().ToArray() : Missing(deploy);
            document["required"] = new JsonArray([.. required.Select(sha1 => JsonValue.Create(sha1))]);
        }

        return document;
    }

    private static (int Status, string Schema, JsonNode Answer) Error(int status, string message) =>
        (status, "error", new JsonObject { ["code"] = status, ["message"] = message });

    private void Check(string schema, JsonNode answer)
    {
        foreach (var name in (answer as JsonArray ?? [answer.DeepClone()]).SelectMany(item => item!.AsObject().Select(member => member.Key)))
        {
            Hold(NetlifyWire.Schemas[schema].Contains(name), $"{schema} has no {name}");
        }
    }

    private void Hold(bool right, string violation)
    {
        if (!right)
        {
            lock (Violations)
            {
                Violations.Add(violation);
            }
        }
    }

    private RawAnswer Answer(int status, JsonNode answer, Fault fault, string? link)
    {
        var text = Encoding.UTF8.GetBytes(fault == Fault.OtherJson ? "[\"something\",{\"else\":\"\\ud800\"}]" : answer.ToJsonString());
        if (fault == Fault.HalfJson)
        {
            text = text[..(text.Length / 2)];
        }

        Dictionary<string, string> headers = new(StringComparer.Ordinal)
        {
            ["Content-Type"] = "application/json; charset=utf-8",
            ["X-RateLimit-Limit"] = "500",
            ["X-RateLimit-Remaining"] = Remaining.ToString(),
            ["X-RateLimit-Reset"] = DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeSeconds().ToString(),
        };
        if (fault is Fault.SlowDown or Fault.SlowDownForLong)
        {
            headers["Retry-After"] = fault == Fault.SlowDown ? "7" : "3600";
        }

        if (link is not null)
        {
            headers["Link"] = link;
        }

        return new RawAnswer(status, text, headers, fault == Fault.CutAnswer ? text.Length / 2 : null);
    }
}
