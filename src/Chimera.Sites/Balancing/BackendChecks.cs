using System.Globalization;
using System.Net;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Balancing;

/// <summary>Asks backends whether they serve, each by its own name. Anything from 200 to 399 is well; what it answers is not read.</summary>
public sealed class BackendChecks : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        // A connection of its own for each check: one that is kept says nothing of the server's door.
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = Patience, PooledConnectionLifetime = TimeSpan.Zero,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public BackendChecks(TimeProvider time) => _time = time;

    /// <param name="path">What is asked for, of each.</param>
    public async Task<IReadOnlyDictionary<string, CheckResult>> RunAsync(IReadOnlyList<Backend> backends, string path, CancellationToken cancel)
    {
        var results = await Task.WhenAll(backends.Select(backend => CheckAsync(backend, path, cancel)));
        return backends.Zip(results).ToDictionary(one => one.First.Name, one => one.Second, StringComparer.Ordinal);
    }

    public void Dispose() => _http.Dispose();

    private async Task<CheckResult> CheckAsync(Backend backend, string path, CancellationToken cancel)
    {
        using CancellationTokenSource limit = new(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var sent = _time.GetTimestamp();
        try
        {
            using HttpRequestMessage message = new(HttpMethod.Get, new Uri(backend.Address, path)) { Headers = { Host = backend.Host } };
            using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.StatusCode is >= HttpStatusCode.OK and < HttpStatusCode.BadRequest
                ? new CheckResult.Passed(_time.GetElapsedTime(sent))
                : new CheckResult.Failed(string.Create(CultureInfo.InvariantCulture, $"it answers {(int)answer.StatusCode}"));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new CheckResult.Failed(string.Create(CultureInfo.InvariantCulture, $"no answer within {Patience.TotalSeconds:0} s"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new CheckResult.Failed(OutsideText.Shown(e.Message));
        }
    }
}
