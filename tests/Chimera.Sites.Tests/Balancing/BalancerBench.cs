using System.Collections.Concurrent;
using Chimera.Sites.Balancing;
using Chimera.Sites.Declaration;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>Three backends on the loopback that say who they are, and a balancer in front of them.</summary>
internal sealed class BalancerBench : IDisposable
{
    public static readonly string[] Names = ["a", "b", "c"];

    private readonly RunningServer?[] _backends = new RunningServer?[Names.Length];
    private readonly WebServerKind _kind;
    private readonly int[] _ports = Ports.Free(Names.Length + 1);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 16 });
    private readonly HttpClient _fresh = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero });
    private readonly ConcurrentDictionary<string, int> _again = new(StringComparer.Ordinal);

    /// <param name="kind">What balances.</param>
    public BalancerBench(WebServerKind kind, params int[] weights)
    {
        _kind = kind;
        Declared = [.. Names.Select((name, index) => new Backend(name, weights[index], new Uri($"http://127.0.0.1:{_ports[index]}"), $"{name}.example"))];
        for (var index = 0; index < Names.Length; index++)
        {
            Start(index);
        }
    }

    public Backend[] Declared { get; }

    public RunningServer? Server { get; set; }

    public int Port => _ports[^1];

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public HostPlace Place => new($"127.0.0.1:{Port}", "", "", Address: null) { Server = _kind };

    public string Configuration(WeightsInForce inForce) => BalancerConfiguration.Of("docs", Declared, inForce, Place).Text;

    public void Begin(WeightsInForce inForce) => Server = RunningServer.Of(_kind, Configuration(inForce), Port);

    public static WeightsInForce Declare(IEnumerable<Backend> backends) =>
        Balance.Of(backends.Select(backend => (backend.Name, backend.Weight)), BalanceRules.Usual, DateTimeOffset.UnixEpoch).InForce;

    public void Start(int index) => _backends[index] = RunningServer.Nginx(
        $$"""
        server {
            listen 127.0.0.1:{{_ports[index]}};
            location / { return 200 "{{Names[index]}} $host $request_method $request_uri"; }
            location /elsewhere { return 302 "http://{{Names[index]}}.example:8443/there?x=1"; }
            location /busy { {{(index == 0 ? "return 503 busy;" : $"return 200 {Names[index]};")}} }
            location /down { return 503 {{Names[index]}}; }
        }
        """,
        _ports[index], workers: 1);

    public void Kill(int index)
    {
        _backends[index]!.Dispose();
        _backends[index] = null;
    }

    /// <summary>How often a connection ended before there was any answer, and the request was sent again.</summary>
    public int Again => _again.Values.Sum();

    /// <summary>Why.</summary>
    public string AgainWhy => string.Join(", ", _again.Select(one => $"{one.Value} x {one.Key}"));

    /// <summary>As browsers do (RFC 9110, 9.2.2): a GET whose connection ended before there was an answer is sent again, once, on a new one.</summary>
    public async Task<(int Status, string Body, string? Location)> AskAsync(string target, HttpMethod? method = null)
    {
        try
        {
            return await AskOnceAsync(_http, target, method);
        }
        catch (HttpRequestException e) when (method is null && e.StatusCode is null)
        {
            _again.AddOrUpdate(e.InnerException?.InnerException?.Message ?? e.InnerException?.Message ?? e.Message, 1, (_, count) => count + 1);
            return await AskOnceAsync(_fresh, target, method);
        }
    }

    private async Task<(int Status, string Body, string? Location)> AskOnceAsync(HttpClient http, string target, HttpMethod? method)
    {
        using HttpRequestMessage message = new(method ?? HttpMethod.Get, new Uri(Address, target));
        using var answer = await http.SendAsync(message, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.Location?.OriginalString);
    }

    /// <summary>Asks from eight visitors at once until it is enough.</summary>
    /// <returns>How often each answer came: the backend's name, or what went wrong.</returns>
    public async Task<Dictionary<string, int>> LoadAsync(Func<int, bool> enough)
    {
        ConcurrentDictionary<string, int> answers = new(StringComparer.Ordinal);
        var asked = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!enough(Interlocked.Increment(ref asked)))
            {
                string answer;
                try
                {
                    var (status, body, _) = await AskAsync("/page");
                    answer = status == 200 ? body[..1] : $"status {status}";
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    answer = e.Message;
                }

                answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
            }
        })));
        return new Dictionary<string, int>(answers, StringComparer.Ordinal);
    }

    /// <summary>Waits until the configuration in force is this one.</summary>
    public async Task UntilAsync(WeightsInForce inForce)
    {
        var digest = BalancerConfiguration.Of("docs", Declared, inForce, Place).Digest;
        var rows = 0;
        // Old workers answer on connections that they have, so once is not enough.
        while (rows < 3)
        {
            using HttpClient fresh = new(new SocketsHttpHandler { UseProxy = false });
            rows = await fresh.GetStringAsync(new Uri(Address, BalancerConfiguration.Marker), TestContext.Current.CancellationToken) == digest ? rows + 1 : 0;
        }
    }

    public void Dispose()
    {
        Server?.Dispose();
        foreach (var backend in _backends)
        {
            backend?.Dispose();
        }

        _http.Dispose();
        _fresh.Dispose();
    }
}
