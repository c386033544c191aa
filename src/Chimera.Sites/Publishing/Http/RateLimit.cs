using System.Globalization;
using System.Net;
using Chimera.Engine;

namespace Chimera.Sites.Publishing.Http;

/// <summary>
/// What a platform says of its rate limit, obeyed by all who ask it: nothing is sent before the time it names. Knows <c>Retry-After</c>,
/// <c>(X-)RateLimit-Remaining</c> and <c>(X-)RateLimit-Reset</c>.
/// </summary>
internal sealed class RateLimit(TimeProvider time, IChance chance)
{
    // Whoever asks for more has had enough of us for today.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    // A reset of more than that is a moment (Unix time), one of less is a span.
    private const long FirstMoment = 1_000_000_000;

    private long _notBefore;

    /// <summary>429; or 403, as GitHub says it, with a header that names the limit.</summary>
    public static bool IsSlowDown(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.TooManyRequests
        || (answer.StatusCode == HttpStatusCode.Forbidden
            && (answer.Headers.RetryAfter is not null || Number(answer, "RateLimit-Remaining") == 0));

    public void Note(HttpResponseMessage answer)
    {
        var slowDown = IsSlowDown(answer) || answer.StatusCode == HttpStatusCode.ServiceUnavailable;
        var wait = (slowDown ? RetryAfter(answer) : null)
            ?? (slowDown || Number(answer, "RateLimit-Remaining") == 0 ? Reset(answer) : null);
        if (wait is not { } span || span <= TimeSpan.Zero)
        {
            return;
        }

        var until = (time.GetUtcNow() + (span < TimeSpan.FromDays(1) ? span : TimeSpan.FromDays(1))).UtcTicks;
        for (var known = Interlocked.Read(ref _notBefore); known < until; known = Interlocked.Read(ref _notBefore))
        {
            Interlocked.CompareExchange(ref _notBefore, until, known);
        }
    }

    /// <returns>Null when it is time; otherwise when it would be, which is too far away to wait for.</returns>
    public async Task<DateTimeOffset?> WaitAsync(CancellationToken cancel)
    {
        while (true)
        {
            var until = new DateTimeOffset(Interlocked.Read(ref _notBefore), TimeSpan.Zero);
            var left = until - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            if (left > Longest)
            {
                return until;
            }

            await Task.Delay(left + Pauses.Spread(chance), time, cancel);
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - (answer.Headers.Date ?? after.Date) : null;

    // A moment is the platform's, so it is held against the platform's own clock.
    private TimeSpan? Reset(HttpResponseMessage answer) => Number(answer, "RateLimit-Reset") switch
    {
        null or < 0 => null,
        < FirstMoment and var seconds => TimeSpan.FromSeconds(seconds),
        < FirstMoment * 100 and var moment => DateTimeOffset.FromUnixTimeSeconds(moment) - (answer.Headers.Date ?? time.GetUtcNow()),
        _ => null,
    };

    private static long? Number(HttpResponseMessage answer, string name) =>
        (answer.Headers.TryGetValues(name, out var values) || answer.Headers.TryGetValues("X-" + name, out values))
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
