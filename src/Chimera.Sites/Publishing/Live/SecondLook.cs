using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Sites.Host;

namespace Chimera.Sites.Publishing.Live;

/// <summary>
/// Whether what differed when a host was asked for everything is wrong for good. It is asked again, each over a new connection on which the server names the release first: whoever
/// serves a connection has one configuration for all of it, so no worker of before that still answers for a moment, and nothing that stands before the server, can have said it.
/// </summary>
internal sealed class SecondLook(TimeProvider time)
{
    private const int MostAsked = 8;

    // Long enough for what was under way at the first look, and short for whoever gets it meanwhile.
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
        if (!differing.All(result => result.Answer is { } answer && !OfTheMoment.Contains(answer.Status)))
        {
            return first;
        }

        await Task.Delay(Pause, time, cancel);
        Uri marker = new(server, HostReleases.Marker);
        foreach (var result in differing.Take(MostAsked))
        {
            if (!await IsSaidAgainAsync(server, name, marker, release, additions, result, cancel))
            {
                return first;
            }
        }

        using LiveCheck last = new(time);
        return await last.ReleaseAsync(marker, name, cancel) != release ? first : new Health.Wrong(first.Why with
        {
            Message = $"{first.Why.Message}; asked again it answered the same, on a connection on which {server.Authority} had named this release, so waiting changes nothing",
        });
    }

    private async Task<bool> IsSaidAgainAsync(
        Uri server, string? name, Uri marker, string release, HeaderAdditions additions, LiveResult result, CancellationToken cancel)
    {
        using var live = LiveCheck.OverOneConnection(time);
        return await live.ReleaseAsync(marker, name, cancel) == release
            && await live.AskAsync(server, name, additions, [result.Foreseen], cancel) is [{ Answer: { } answer } again]
            && live.Connections == 1
            && Said(answer, again) == Said(result.Answer!, result);
    }

    // What a location leads to depends on where it was asked.
    private static string Said(LiveAnswer answer, LiveResult result) => string.Join('\n', (string[])
    [
        $"{answer.Status}", answer.Headers.GetValueOrDefault("location", ""), $"{answer.Body}",
        .. result.Differences.Where(difference => difference.Kind == LiveDifferenceKind.Header).Select(difference => difference.Text),
    ]);
}
