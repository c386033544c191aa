using Chimera.Engine.Planning;

namespace Chimera.Sites.Publishing;

/// <summary>One deploy that a platform has.</summary>
/// <param name="Id">The platform's own.</param>
/// <param name="Generation">Null when Chimera did not make it.</param>
/// <param name="Address">Where it, and only it, can be asked; null when the platform has no such place.</param>
public sealed record SiteDeploy(string Id, GenerationId? Generation, DateTimeOffset At, Uri? Address)
{
    private const string Foreign = "deploy:";

    /// <summary>Somebody keeps the platform from showing another one.</summary>
    public bool IsLocked { get; init; }

    /// <summary>When visitors were last given it, as far as the platform says.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    /// <summary>What the engine calls it: the generation, or <c>deploy:</c> and the platform's id for one that somebody else made. Either can be shown again.</summary>
    public GenerationId State => Generation ?? new GenerationId(Foreign + Id);

    /// <returns>The platform's id, for the state of a deploy that somebody else made; null for any other.</returns>
    public static string? ForeignId(GenerationId state) =>
        state.Value.StartsWith(Foreign, StringComparison.Ordinal) ? state.Value[Foreign.Length..] : null;
}
