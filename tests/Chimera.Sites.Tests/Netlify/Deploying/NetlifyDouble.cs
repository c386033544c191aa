using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>
/// Netlify's deploy API as far as publishing uses it, over real HTTP: asks <see cref="NetlifyStore"/>, and does what <see cref="Faults"/> says.
/// What is said that Netlify does not document is in <see cref="Violations"/>.
/// </summary>
internal sealed class NetlifyDouble : IDisposable
{
    public const string Site = NetlifyStore.Site;
    public const string Token = "nfp_s3cretS3cret0123456789";

    private readonly RawServer _server;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly NetlifyConformity _documentation = new();

    public NetlifyDouble()
    {
        Store = new NetlifyStore(_documentation);
        _server = new RawServer(request => Between(request, AnswerAsync));
        Api = new Uri($"http://127.0.0.1:{_server.Port}/api/v1/");
    }

    public Uri Api { get; }

    /// <summary>Stands between who asks and who answers.</summary>
    public Func<RawRequest, Func<RawRequest, Task<RawAnswer?>>, Task<RawAnswer?>> Between { get; set; } = (request, answer) => answer(request);

    public NetlifyStore Store { get; }

    public List<DoubleDeploy> Deploys => Store.Deploys;

    public Dictionary<string, byte[]> Contents => Store.Contents;

    public Dictionary<string, int> Taken => Store.Taken;

    public string? Published => Store.Published;

    public List<string?> History => Store.History;

    public List<string> Violations => _documentation.Violations;

    /// <summary>Method and path template of each request, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Given the request's number from zero and its operation.</summary>
    public Func<int, string, Fault> Faults { get; set; } = (_, _) => Fault.None;

    /// <summary>Completed when a request is held.</summary>
    public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first upload is answered when another one has been.</summary>
    public bool OutOfOrder { get; set; }

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
        _server.Dispose();
    }

    private async Task<RawAnswer?> AnswerAsync(RawRequest request)
    {
        var (operation, parts, query) = _documentation.Recognise(request);
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
            Fault.SlowDown or Fault.SlowDownUntilReset or Fault.SlowDownForLong => NetlifyStore.Error(429, "API rate limit exceeded"),
            Fault.Error500 => NetlifyStore.Error(500, "Internal Server Error"),
            Fault.Error502 => NetlifyStore.Error(502, "Bad Gateway"),
            Fault.Error503 => NetlifyStore.Error(503, "Service Unavailable"),
            Fault.Echo => NetlifyStore.Error(400, $"cannot read {authorization} \r\n\u001b[31m"),
            _ when authorization != $"Bearer {Token}" => NetlifyStore.Error(401, "Access Denied"),
            _ => Store.Act(operation, parts, query, body, request.Headers.GetValueOrDefault("Content-Type")),
        };
        if (answer is null)
        {
            return new RawAnswer(status, [], new Dictionary<string, string>(StringComparer.Ordinal), CutAt: null);
        }

        _documentation.Check(schema, answer);
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

        return Answer(status, answer, fault, schema == "deploy" && answer is JsonArray ? Store.Link(query) : null);
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
