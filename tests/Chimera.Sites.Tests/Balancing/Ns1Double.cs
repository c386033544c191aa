using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>
/// NS1's records as its API's documentation and its own client (ns1-go: PUT creates, POST changes, the key in <c>X-NSONE-Key</c>, errors as <c>{"message": …}</c>) have them.
/// </summary>
internal sealed class Ns1Double : IDisposable
{
    public const string Key = "qACMD09OJXBxT7XOuRs8";
    public const string Zone = "example.org";

    private readonly RawServer _server;
    private readonly Lock _gate = new();

    public Ns1Double() => _server = new RawServer(AnswerAsync);

    public Uri Address => new($"http://127.0.0.1:{_server.Port}/v1/");

    public List<string> Requests { get; } = [];

    /// <summary>The record of www.example.org CNAME.</summary>
    public JsonObject? Record { get; set; }

    /// <summary>What happens to a request instead, by its number: a status; zero cuts the connection once it is done.</summary>
    public Func<int, int?> Faults { get; set; } = _ => null;

    /// <summary>Called after a request was answered: what somebody else does then.</summary>
    public Action<int> Meanwhile { get; set; } = _ => { };

    public void Dispose() => _server.Dispose();

    private async Task<RawAnswer?> AnswerAsync(RawRequest request)
    {
        var body = await request.ReadBodyAsync();
        lock (_gate)
        {
            var number = Requests.Count;
            Requests.Add($"{request.Method} {request.Target}");
            var fault = Faults(number);
            var (status, answer) = fault is > 0 and { } failing
                ? (failing, Message(failing == 429 ? "rate limit exceeded" : $"failed with {failing} {request.Headers.GetValueOrDefault("X-NSONE-Key")}"))
                : Act(request, body);
            Meanwhile(number);
            Dictionary<string, string> headers = new(StringComparer.Ordinal)
            {
                ["Content-Type"] = "application/json", ["X-RateLimit-Limit"] = "900", ["X-RateLimit-Remaining"] = "899", ["X-RateLimit-Period"] = "300",
            };
            return new RawAnswer(status, Encoding.UTF8.GetBytes(answer.ToJsonString()), headers, fault == 0 ? 0 : null);
        }
    }

    private (int Status, JsonNode Answer) Act(RawRequest request, byte[] body)
    {
        if (request.Headers.GetValueOrDefault("X-NSONE-Key") != Key || request.Headers.ContainsKey("Authorization"))
        {
            return (401, Message("Unauthorized"));
        }

        if (request.Target.Split('/') is not ["", "v1", "zones", var zone, "www.example.org", "CNAME"] || zone != Zone)
        {
            return (404, Message("zone not found"));
        }

        switch (request.Method)
        {
            case "PUT" when Record is not null:
                return (400, Message("record already exists"));
            case "GET" or "POST" when Record is null:
                return (404, Message("record not found"));
            case "GET":
                return (200, Record!.DeepClone());
            default:
                var sent = JsonNode.Parse(body)!.AsObject();
                Record ??= new JsonObject { ["id"] = "520519509f782d58bb4df419", ["tier"] = 1, ["meta"] = new JsonObject(), ["regions"] = new JsonObject() };
                foreach (var (key, value) in sent)
                {
                    Record[key] = value?.DeepClone();
                }

                return (200, Record.DeepClone());
        }
    }

    private static JsonObject Message(string message) => new() { ["message"] = message };
}
