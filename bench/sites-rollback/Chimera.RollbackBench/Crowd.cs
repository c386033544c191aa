using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Chimera.RollbackBench;

/// <summary>
/// Visitors who ask for one page again and again, over connections that they keep, and remember when they last got what. As browsers do (RFC 9112, 9.3.1), they ask
/// once more where a kept connection ends before an answer: nginx before 1.27.4 closes those when it takes a configuration in, whatever is on its way.
/// </summary>
internal sealed class Crowd : IDisposable
{
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset First, DateTimeOffset Last)> _seen = new();
    private readonly ConcurrentDictionary<string, int> _why = new();
    private readonly long[] _done;
    private readonly Task[] _visitors;
    private long _answered;
    private long _failed;
    private long _again;

    public Crowd(Uri page, int visitors)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = visitors });
        // By their name nginx knows them from checks.
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("visitor/1.0");
        _done = new long[visitors];
        _visitors = [.. Enumerable.Range(0, visitors).Select(visitor => Task.Run(() => VisitAsync(page, visitor)))];
    }

    public long Answered => Interlocked.Read(ref _answered);

    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Answered when they asked once more.</summary>
    public long Again => Interlocked.Read(ref _again);

    /// <summary>Why they had to ask once more, each with how often.</summary>
    public IReadOnlyCollection<string> Why => [.. _why.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}")];

    public void Forget() => _seen.Clear();

    /// <summary>When somebody first and last got this; asked when it has been taken back.</summary>
    /// <returns>Null when nobody ever got it.</returns>
    public async Task<(DateTimeOffset First, DateTimeOffset Last)?> SeenAsync(string text)
    {
        // Every visitor has asked again since, and been answered.
        var before = _done.Select((_, visitor) => Volatile.Read(ref _done[visitor])).ToArray();
        while (before.Where((done, visitor) => Volatile.Read(ref _done[visitor]) < done + 2).Any())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        return _seen.TryGetValue(text, out var seen) ? seen : null;
    }

    public void Dispose()
    {
        _over.Cancel();
        Task.WaitAll(_visitors);
        _http.Dispose();
        _over.Dispose();
    }

    private async Task VisitAsync(Uri page, int visitor)
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                using var answer = await AskAsync(page);
                var body = await answer.Content.ReadAsStringAsync(_over.Token);
                if (answer.IsSuccessStatusCode)
                {
                    Interlocked.Increment(ref _answered);
                    var now = DateTimeOffset.UtcNow;
                    _seen.AddOrUpdate(body, (now, now), (_, seen) => (seen.First, now));
                }
                else
                {
                    Fail($"{(int)answer.StatusCode}");
                }
            }
            catch (HttpRequestException e)
            {
                Fail(e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            Interlocked.Increment(ref _done[visitor]);
            await Task.Delay(TimeSpan.FromMilliseconds(2)).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri page)
    {
        try
        {
            return await _http.GetAsync(page, _over.Token);
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            var answer = await _http.GetAsync(page, _over.Token);
            Interlocked.Increment(ref _again);
            _why.AddOrUpdate(Reason(e), 1, (_, count) => count + 1);
            return answer;
        }
    }

    private static string Reason(HttpRequestException e) =>
        e.GetBaseException() is SocketException socket ? $"{socket.SocketErrorCode}" : $"{e.HttpRequestError}";

    private void Fail(string why)
    {
        Interlocked.Increment(ref _failed);
        Console.Error.WriteLine($"a visitor got no answer: {why}");
    }
}
