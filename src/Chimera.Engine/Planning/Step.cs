using Chimera.Engine.Truth;

namespace Chimera.Engine.Planning;

/// <summary>One target's way from the generation it was seen at to the one it shall be at.</summary>
/// <param name="From">The generation it was committed to when the plan was made; null when it had none. If it has moved since, the step is stale.</param>
public sealed record Step(DeclaredTarget Target, GenerationId? From, GenerationId To, Difference Difference)
{
    public TargetId Id => Target.Id;
}
