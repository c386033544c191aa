using System.Collections.Immutable;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Sites.Watching.Causes;

/// <summary>
/// Says what made a site another than was foreseen: what the platform or the host says is live there, what earlier releases had at the same
/// addresses, and what the answers themselves say of caches. What these do not tell stays unknown.
/// </summary>
/// <param name="witness">Null where nobody can be asked.</param>
/// <param name="earlier">Releases that were certified before, newest first.</param>
public sealed class Attribution(IWitness? witness, ImmutableArray<EarlierRelease> earlier)
{
    private const int ServerFault = 500;

    // What a cache says of itself.
    private static readonly string[] Telling = ["age", "cache-control", "via", "x-cache", "cf-cache-status", "last-modified"];

    /// <param name="drifted">The answers that were another.</param>
    internal async Task<Cause> OfAsync(IReadOnlyCollection<LiveResult> drifted, CancellationToken cancel)
    {
        var answered = drifted.Where(result => result.Answer is { Status: < ServerFault }).ToList();
        if (answered.Count == 0)
        {
            return new Cause.Unknown(["the site did not answer, or only with an error of its server"]);
        }

        var said = witness is null ? new Testimony.Silent("the platform was not asked which deploy is live") : await witness.AskAsync(cancel);
        var changed = answered.Where(result => result.Differences.Any(difference => difference.Kind == LiveDifferenceKind.Content)).ToList();
        var older = OlderOf(changed);
        ImmutableArray<string> evidence = [ShownText.Cut(said.Evidence), .. older?.Evidence ?? [], .. CacheOf(answered[0])];
        return said switch
        {
            Testimony.Elsewhere { Live: { } live } => new Cause.DeployedElsewhere(live.Id, live.At == default ? null : live.At, evidence),
            Testimony.Edited edited => new Cause.EditedOnHost(edited.Paths, evidence),
            _ when older is { Whole: true } => new Cause.OlderRelease(older.Release.Certificate, older.Release.Certified, evidence),
            Testimony.AsLeft => new Cause.ChangedOnTheWay(evidence),
            _ => new Cause.Unknown(evidence),
        };
    }

    /// <summary>The earlier release that has the most of what arrived; null when none has any of it.</summary>
    private OlderEvidence? OlderOf(List<LiveResult> changed)
    {
        if (earlier.IsEmpty)
        {
            return null;
        }

        var best = earlier.Select(release => (Release: release, Same: changed.Count(result => IsOf(release, result)))).MaxBy(one => one.Same);
        return best.Same == 0 ? null : new OlderEvidence(
            best.Release, best.Same == changed.Count,
            [$"{best.Same} of {changed.Count} changed files are those that were certified on {best.Release.Certified:u}"]);
    }

    private static bool IsOf(EarlierRelease release, LiveResult result) =>
        result.Foreseen.BodyPath is { } path && result.Answer?.Body is { } body && release.Files.GetValueOrDefault(path) == body;

    private static IEnumerable<string> CacheOf(LiveResult result)
    {
        var said = Telling.Select(name => (Name: name, Value: result.Answer!.Headers.GetValueOrDefault(name)))
            .Where(header => header.Value is not null).ToList();
        var all = string.Join("; ", said.Select(header => $"{header.Name}: {header.Value}"));
        return said.Count == 0 ? [] : [$"{result.Request} came with {ShownText.Cut(all)}"];
    }

    /// <param name="Whole">Everything that changed is this release's.</param>
    private sealed record OlderEvidence(EarlierRelease Release, bool Whole, ImmutableArray<string> Evidence);
}
