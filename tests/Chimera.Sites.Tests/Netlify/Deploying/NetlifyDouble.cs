using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>
/// Netlify's deploy API as far as publishing uses it, over real HTTP: keeps contents by SHA-1, lets deploys go on only when they are looked at, and does what
/// <see cref="Faults"/> says. What is said that Netlify does not document is in <see cref="Violations"/>.
/// </summary>
internal sealed class NetlifyDouble : IDisposable
{
    public const string Site = "site-1234";
    public const string Token = "nfp_s3cretS3cret0123456789";

    private readonly HttpListener _listener;
    private readonly Lock _gate = new();
    private readonly Task _serving;
    private readonly ConcurrentBag<Task> _answers = [];
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _toPublish;
    private int _publishPolls;

    public NetlifyDouble()
    {
        (_listener, var port) = Listen();
        Api = new Uri($"http://127.0.0.1:{port}/api/v1/");
        _serving = ServeAsync();
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

    public void LetGo() => _letGo.TrySetResult();

    public int Count(string operation) => Requests.Count(request => request == operation);

    public void Dispose()
    {
        LetGo();
        _another.TrySetResult();
        _listener.Close();
        Task.WhenAll([_serving, .. _answers]).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
    }

    private static (HttpListener Listener, int Port) Listen()
    {
        while (true)
        {
            using TcpListener probe = new(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            HttpListener listener = new();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/api/v1/");
            try
            {
                listener.Start();
                return (listener, port);
            }
            catch (HttpListenerException)
            {
                // Somebody else took the port.
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _answers.Add(Task.Run(async () =>
            {
                try
                {
                    await AnswerAsync(context);
                }
                catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
                {
                    context.Response.Abort();
                }
            }));
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (operation, parts) = Recognise(context.Request);
        int number;
        lock (_gate)
        {
            number = Requests.Count;
            Requests.Add(operation);
        }

        var fault = Faults(number, operation);
        if (fault == Fault.CutBefore)
        {
            context.Response.Abort();
            return;
        }

        if (fault == Fault.CutInMiddle)
        {
            var half = new byte[Math.Max(1, context.Request.ContentLength64 / 2)];
            await context.Request.InputStream.ReadAtLeastAsync(half, (int)Math.Min(half.Length, Math.Max(0, context.Request.ContentLength64)), throwOnEndOfStream: false);
            context.Response.Abort();
            return;
        }

        using MemoryStream body = new();
        await context.Request.InputStream.CopyToAsync(body);
        if (fault == Fault.Hold)
        {
            Held.TrySetResult();
            await _letGo.Task;
            context.Response.Abort();
            return;
        }

        var (status, schema, answer) = fault switch
        {
            Fault.SlowDown or Fault.SlowDownUntilReset => Error(429, "API rate limit exceeded"),
            Fault.Error500 => Error(500, "Internal Server Error"),
            Fault.Error502 => Error(502, "Bad Gateway"),
            Fault.Error503 => Error(503, "Service Unavailable"),
            Fault.Echo => Error(400, $"cannot read {context.Request.Headers["Authorization"]} \r\n\u001b[31m"),
            _ when context.Request.Headers["Authorization"] != $"Bearer {Token}" => Error(401, "Access Denied"),
            _ => Act(context, operation, parts, body.ToArray()),
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

        await SendAsync(context, status, answer, fault);
    }

    private (string Operation, string[] Parts) Recognise(HttpListenerRequest request)
    {
        var parts = request.RawUrl!.Split('?')[0]["/api/v1/".Length..].Split('/').Select(Uri.UnescapeDataString).ToArray();
        var path = parts switch
        {
            ["sites", _] => "/sites/{site_id}",
            ["sites", _, "deploys"] => "/sites/{site_id}/deploys",
            ["sites", _, "deploys", _] => "/sites/{site_id}/deploys/{deploy_id}",
            ["sites", _, "deploys", _, "restore"] => "/sites/{site_id}/deploys/{deploy_id}/restore",
            ["deploys", _, "files", _, ..] => "/deploys/{deploy_id}/files/{path}",
            _ => request.RawUrl,
        };
        var operation = $"{request.HttpMethod} {path}";
        Hold(NetlifyWire.Operations.TryGetValue(operation, out var query), $"there is no {operation}");
        foreach (var name in request.QueryString.AllKeys)
        {
            Hold(query?.Contains(name ?? "") == true, $"{operation} has no parameter {name}");
        }

        return (operation, parts);
    }

    private (int Status, string Schema, JsonNode Answer) Act(HttpListenerContext context, string operation, string[] parts, byte[] body)
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
                    return (200, "deploy", List(context));
                case "POST /sites/{site_id}/deploys":
                    return Create(context.Request.QueryString["title"], body);
                case "PUT /deploys/{deploy_id}/files/{path}":
                    return Take(parts[1], "/" + string.Join('/', parts[3..]), body, context.Request.ContentType);
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
        var sha1 = Convert.ToHexStringLower(SHA1.HashData(body));
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

    private JsonArray List(HttpListenerContext context)
    {
        var page = int.Parse(context.Request.QueryString["page"] ?? "1");
        var size = Math.Min(MostPerPage, int.Parse(context.Request.QueryString["per_page"] ?? "100"));
        if (page * size < Deploys.Count)
        {
            var address = $"http://elsewhere.example/api/v1/sites/{Site}/deploys?per_page={size}&page=";
            context.Response.AddHeader("Link", $"<{address}{page + 1}>; rel=\"next\", <{address}{(Deploys.Count + size - 1) / size}>; rel=\"last\"");
        }

        return new JsonArray([.. Deploys.Skip((page - 1) * size).Take(size).Select(Document)]);
    }

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
            var required = StaleRequired && deploy.State is "prepared" or "uploading" ? deploy.Files.Values.Distinct().ToArray() : Missing(deploy);
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

    private async Task SendAsync(HttpListenerContext context, int status, JsonNode answer, Fault fault)
    {
        var text = Encoding.UTF8.GetBytes(fault == Fault.OtherJson ? "[\"something\",{\"else\":\"\\ud800\"}]" : answer.ToJsonString());
        if (fault == Fault.HalfJson)
        {
            text = text[..(text.Length / 2)];
        }

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.AddHeader("X-RateLimit-Limit", "500");
        response.AddHeader("X-RateLimit-Remaining", Remaining.ToString());
        response.AddHeader("X-RateLimit-Reset", DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeSeconds().ToString());
        if (fault == Fault.SlowDown)
        {
            response.AddHeader("Retry-After", "7");
        }

        response.ContentLength64 = text.Length;
        if (fault == Fault.CutAnswer)
        {
            await response.OutputStream.WriteAsync(text.AsMemory(0, text.Length / 2));
            await response.OutputStream.FlushAsync();
            response.Abort();
            return;
        }

        await response.OutputStream.WriteAsync(text);
        response.Close();
    }
}
