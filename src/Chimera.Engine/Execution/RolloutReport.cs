using System.Collections.Immutable;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Execution;

/// <summary>How a rollout ended, target by target.</summary>
/// <param name="Interrupted">It was stopped from outside before every target had its outcome; it can be resumed.</param>
public sealed record RolloutReport(RolloutId Rollout, string PlanDigest, ImmutableSortedDictionary<TargetId, Outcome> Outcomes, bool Interrupted)
{
    public bool AllArrived => !Interrupted && Outcomes.Values.All(outcome => outcome.Arrived);

    public bool NoneArrived => !Outcomes.Values.Any(outcome => outcome.Arrived);
}
