using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Fleet.Folders;

/// <summary>Where a folder's generations are on the host, and back: <c>sha256:HEX</c> is <c>releases/HEX</c>.</summary>
internal sealed class FolderPaths(string root, string name)
{
    private const string Scheme = "sha256:";
    private readonly string _releases = $"{root}/var/lib/chimera/folders/{name}/releases/";

    public string Profile { get; } = $"{root}/var/lib/chimera/folders/{name}/current";

    /// <summary>The digits of a generation; null for one that is none of a folder.</summary>
    public static string? Digits(GenerationId generation) =>
        generation.Value is { } value && value.StartsWith(Scheme, StringComparison.Ordinal) && Digest.Is(value.AsSpan(Scheme.Length))
            ? value[Scheme.Length..]
            : null;

    public string? PathOf(GenerationId generation) => Digits(generation) is { } digits ? _releases + digits : null;

    /// <summary>The same order in the host's own paths; null when a generation is none of a folder.</summary>
    public Order? Paths(Order order)
    {
        var step = order.Step;
        return PathOf(step.To) is { } to && Known(step.From) && (FolderDamage.Is(step.Live) || Known(step.Live))
            ? order with { Step = step with { From = Path(step.From), Live = Path(step.Live), To = new GenerationId(to) } }
            : null;
    }

    public Reply Generations(Reply reply) => reply is Reply.Done { Seen: { } seen } ? new Reply.Done(Generations(seen)) : reply;

    public Sighting Generations(Sighting sighting) => sighting is Sighting.Seen seen ? Generations(seen) : sighting;

    private Sighting.Seen Generations(Sighting.Seen seen) => new(
        Generation(seen.Live),
        Generation(seen.Committed),
        // A hold is never left out: what is none of ours is nothing that anybody would go to.
        seen.Trial is { } trial ? trial with { From = Generation(trial.From), To = Generation(trial.To) ?? trial.To } : null,
        [.. seen.Available.Select(path => Generation(path)).OfType<GenerationId>()]);

    private GenerationId? Generation(GenerationId? path) =>
        path is { Value: var value } && value.StartsWith(_releases, StringComparison.Ordinal) && Digest.Is(value.AsSpan(_releases.Length))
            ? new GenerationId(Scheme + value[_releases.Length..])
            : null;

    private static bool Known(GenerationId? generation) => generation is not { } known || Digits(known) is not null;

    private GenerationId? Path(GenerationId? generation) =>
        generation is { } known && PathOf(known) is { } path ? new GenerationId(path) : null;
}
