using System.Collections.Concurrent;
using System.Net.Security;

namespace Chimera.Cli.Tests;

/// <summary>Several visitors who ask through balancers, on and on, as browsers do: a GET whose connection ended before there was an answer is sent again, once, on a new one.</summary>
internal sealed class EdgeLoad : IDisposable
{
    private const int Visitors = 6;

    private readonly HttpClient _http;
    private readonly HttpClient _fresh;
    private readonly ConcurrentBag<string> _failed = [];
    private readonly Uri[] _edges;
    private int _answered;
    private int _again;

    /// <param name="trust">For https.</param>
    public EdgeLoad(SslClientAuthenticationOptions? trust, params Uri[] edges)
    {
        _edges = edges;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, SslOptions = trust });
        _fresh = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, SslOptions = trust, PooledConnectionLifetime = TimeSpan.Zero });
    }

    public int Answered => _answered;

    /// <summary>How often a connection ended before there was any answer, as nginx ends those that wait when it takes a configuration in.</summary>
    public int Again => _again;

    public IReadOnlyCollection<string> Failed => _failed;

    /// <summary>Until it is enough.</summary>
    public Task RunAsync(string path, Func<int, bool> enough) => Task.WhenAll(Enumerable.Range(0, Visitors).Select(visitor => Task.Run(async () =>
    {
        for (var asked = visitor; !enough(_answered); asked++)
        {
            var address = new Uri(_edges[asked % _edges.Length], path);
            try
            {
                var status = await AskAsync(address);
                if (status != 200)
                {
                    _failed.Add($"status {status}");
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                _failed.Add(e.ToString());
            }

            Interlocked.Increment(ref _answered);
        }
    })));

    public void Dispose()
    {
        _http.Dispose();
        _fresh.Dispose();
    }

    private async Task<int> AskAsync(Uri address)
    {
        try
        {
            return await AskOnceAsync(_http, address);
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            Interlocked.Increment(ref _again);
            return await AskOnceAsync(_fresh, address);
        }
    }

    private static async Task<int> AskOnceAsync(HttpClient http, Uri address)
    {
        using var answer = await http.GetAsync(address);
        return (int)answer.StatusCode;
    }
}
