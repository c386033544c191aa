using Chimera.Engine.Truth;

namespace Chimera.Engine.Planning;

/// <summary>One target's way from the generation it was seen at to the one it shall be at.</summary>
/// <param name="From">The generation it was committed to when the plan was made; null when it had none. If it has moved since, the step is stale.</param>
/// <param name="Live">The generation that was active then; differs from <paramref name="From"/> after a hand edit or an interrupted change.</param>
public sealed record Step(DeclaredTarget Target, GenerationId? From, GenerationId? Live, GenerationId To, Difference Difference)
{
    public TargetId Id => Target.Id;

    /// <summary>The target was already where it should be.</summary>
    public bool AtRest => From == To && Live == To;
}
