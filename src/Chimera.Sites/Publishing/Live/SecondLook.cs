using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Sites.Host;

namespace Chimera.Sites.Publishing.Live;

/// <summary>
/// Whether something that differed when a host was asked for everything is wrong for good. It is asked again, each over a new connection on which the server names the release first:
/// whoever serves a connection has one configuration for all of it, so no worker of before that still answers for a moment, and nothing that stands before the server, can have said it.
/// </summary>
internal sealed class SecondLook(TimeProvider time)
{
    private const int MostAsked = 8;

    // The first look may have met workers of before; then the second is the first that counts.
    private const int MostLooks = 4;

    // Long enough for what was under way at the look before, and short for whoever gets it meanwhile.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // Said for the moment (RFC 9110, 15.5 and 15.6): asked too fast, or somebody behind the server is away.
    private static readonly ImmutableHashSet<int> OfTheMoment = [408, 421, 425, 429, 502, 503, 504];

    /// <param name="server">Where the web server itself listens.</param>
    /// <param name="release">The one that was named before the first look.</param>
    /// <param name="additions">Which headers of nobody's foreseeing matter.</param>
    /// <param name="first">What the first look came to.</param>
    public async Task<Health> JudgeAsync(
        Uri server, string? name, string release, HeaderAdditions additions, ImmutableArray<LiveResult> differing, Health.Unhealthy first, CancellationToken cancel)
    {
        var told = differing.All(Counts) ? differing.Take(MostAsked).ToList() : [];
        for (var look = 0; look < MostLooks && told.Count > 0; look++)
        {
            await Task.Delay(Pause, time, cancel);
            List<LiveResult> now = [];
            foreach (var result in told)
            {
                var again = await AskAgainAsync(server, name, release, additions, result, cancel);
                if (again is not null && Said(again) == Said(result))
                {
                    return await NamedAsync(server, name, cancel) == release ? Wrong(again, first, server) : first;
                }

                // Where nothing was proved, what was told before stands.
                now.AddRange(again is null ? [result] : Counts(again) ? [again] : []);
            }

            told = now;
        }

        return first;
    }

    /// <returns>Null when nothing is known of who answered.</returns>
    private async Task<LiveResult?> AskAgainAsync(
        Uri server, string? name, string release, HeaderAdditions additions, LiveResult result, CancellationToken cancel)
    {
        using var live = LiveCheck.OverOneConnection(time);
        return await live.ReleaseAsync(MarkerOf(server), name, cancel) == release
            && await live.AskAsync(server, name, additions, [result.Foreseen], cancel) is [var again]
            && live.Connections == 1
            ? again
            : null;
    }

    private async Task<string?> NamedAsync(Uri server, string? name, CancellationToken cancel)
    {
        using LiveCheck live = new(time);
        return await live.ReleaseAsync(MarkerOf(server), name, cancel);
    }

    private static Health.Wrong Wrong(LiveResult result, Health.Unhealthy first, Uri server)
    {
        var why = LiveCheck.FindingOf(result)!;
        return new Health.Wrong(why with
        {
            Message = $"{why.Message}; asked again it answered the same, on a connection on which {server.Authority} had named this release, so waiting changes nothing",
            Target = first.Why.Target,
        });
    }

    private static Uri MarkerOf(Uri server) => new(server, HostReleases.Marker);

    private static bool Counts(LiveResult result) => result is { Answer: { } answer, Differences: [_, ..] } && !OfTheMoment.Contains(answer.Status);

    // What a location leads to depends on where it was asked.
    private static string Said(LiveResult result) => string.Join('\n', (string?[])
    [
        $"{result.Answer?.Status}", result.Answer?.Headers.GetValueOrDefault("location"), $"{result.Answer?.Body}",
        .. result.Differences.Where(difference => difference.Kind == LiveDifferenceKind.Header).Select(difference => difference.Text),
    ]);
}
