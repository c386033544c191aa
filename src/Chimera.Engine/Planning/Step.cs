using Chimera.Engine.Discovery;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Planning;

/// <summary>One target's way from the generation it was seen at to the one it shall be at.</summary>
/// <param name="From">The generation it was committed to when the plan was made; null when it had none. If it has moved since, the step is stale.</param>
/// <param name="Live">The generation that was active then; differs from <paramref name="From"/> after a hand edit or an interrupted change.</param>
public sealed record Step(DeclaredTarget Target, GenerationId? From, GenerationId? Live, GenerationId To, Difference Difference)
{
    public TargetId Id => Target.Id;

    public GroupId Group => new(Id.Realm, Target.Group);

    /// <summary>The target was already where it should be.</summary>
    public bool AtRest => From == To && Live == To;

    /// <summary>The target was committed to something else meanwhile, and not by this step.</summary>
    public bool IsStale(Sighting.Seen seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return seen.Committed != From && seen.Committed != To;
    }

    public Finding Stale(Sighting.Seen seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return Finding.Error(
            "plan.stale",
            $"{Id} is at {seen.Committed?.Value ?? "nothing"}, where the plan expected {From?.Value ?? "nothing"}",
            "make a new plan: somebody changed the target since this one was made",
            target: Id);
    }
}
