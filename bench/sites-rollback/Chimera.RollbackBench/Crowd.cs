using System.Collections.Concurrent;

namespace Chimera.RollbackBench;

/// <summary>
/// Visitors who ask for one page again and again, over connections that they keep, and remember when they last got what. As browsers do (RFC 9112, 9.3.1), they ask
/// once more where a kept connection ends before an answer: nginx before 1.27.4 closes those when it takes a configuration in, whatever is on its way.
/// </summary>
internal sealed class Crowd : IDisposable
{
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new();
    private readonly Task[] _visitors;
    private long _answered;
    private long _failed;
    private long _again;

    public Crowd(Uri page, int visitors)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = visitors });
        _visitors = [.. Enumerable.Range(0, visitors).Select(_ => Task.Run(() => VisitAsync(page)))];
    }

    public long Answered => Interlocked.Read(ref _answered);

    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Answered when they asked once more.</summary>
    public long Again => Interlocked.Read(ref _again);

    public void Forget() => _seen.Clear();

    /// <summary>When somebody last got this; asked when it has been taken back.</summary>
    /// <returns>Null when nobody ever got it.</returns>
    public async Task<DateTimeOffset?> LastSeenAsync(string text)
    {
        // Every visitor has asked again since.
        for (var answered = Answered; Answered < answered + (_visitors.Length * 4L);)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        return _seen.TryGetValue(text, out var last) ? last : null;
    }

    public void Dispose()
    {
        _over.Cancel();
        Task.WaitAll(_visitors);
        _http.Dispose();
        _over.Dispose();
    }

    private async Task VisitAsync(Uri page)
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
                    _seen[body] = DateTimeOffset.UtcNow;
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
            return answer;
        }
    }

    private void Fail(string why)
    {
        Interlocked.Increment(ref _failed);
        Console.Error.WriteLine($"a visitor got no answer: {why}");
    }
}
