using Chimera.Engine.Discovery;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Watching.Causes;

/// <summary>Asks a host which release is live there, and which of its files somebody changed.</summary>
/// <param name="last">The release that Chimera last committed there.</param>
/// <param name="serving">The web server's file that the release made live wrote: what a look holds against it besides the release's own files.</param>
internal sealed class HostWitness(IReleaseHost host, GenerationId last, string serving) : IWitness
{
    private const int MostNamed = 10;

    public async Task<Testimony> AskAsync(CancellationToken cancel) => await host.ObserveAsync(cancel) switch
    {
        Sighting.Unseen unseen => new Testimony.Silent($"the host did not say what is live: {unseen.Why.Message}"),
        Sighting.Seen { Trial: not null } => new Testimony.Silent("a rollout is under way on the host"),
        Sighting.Seen { Committed: null } => new Testimony.Silent("the host says that nothing is live there"),
        Sighting.Seen { Committed: { } other } when other != last => new Testimony.Elsewhere(
            new SiteDeploy(other.Value, other, default, null), $"{other} is live on the host; the last one released from here is {last}"),
        Sighting.Seen seen => Of(await host.InspectAsync(last, cancel), isChanged: IsChanged(seen.Live)),
        _ => throw new InvalidOperationException("no such sighting"),
    };

    // What a host calls changed, in the release or in what it made live, is no generation.
    private static bool IsChanged(GenerationId? live) => live is { Value: { } value } && !value.StartsWith("sha256:", StringComparison.Ordinal);

    private Testimony Of(HostInspection inspection, bool isChanged) => inspection switch
    {
        HostInspection.Whole when isChanged => new Testimony.Edited([serving], $"the release's files on the host are whole, and the web server's {serving} is not what they made"),
        HostInspection.Whole => new Testimony.AsLeft("the files on the host are those of the release"),
        HostInspection.Changed { Paths: [_, ..] paths } => new Testimony.Edited(paths, $"on the host differ from the release: {Named(paths)}"),
        HostInspection.Changed => new Testimony.Edited([], "the folder on the host differs from the release; it cannot be told in which file"),
        HostInspection.Untold untold => new Testimony.Silent($"the host did not say whether its files were changed: {untold.Why.Message}"),
        _ => throw new InvalidOperationException("no such inspection"),
    };

    private static string Named(System.Collections.Immutable.ImmutableArray<string> paths) =>
        ShownText.Cut(string.Join(", ", paths.Take(MostNamed))) + (paths.Length > MostNamed ? $" and {paths.Length - MostNamed} more" : "");
}
