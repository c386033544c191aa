using System.Collections.Immutable;
using Chimera.Engine.Discovery;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Planning;

/// <summary>What planning came to.</summary>
/// <param name="Plan">The plan for every target that could be seen.</param>
/// <param name="Observations">What the plan was made from.</param>
/// <param name="Unseen">Targets that could not be looked at, and why; the plan leaves them as they are.</param>
/// <param name="Findings">What was found about the plan. With an error among them it must not be carried out.</param>
public sealed record PlanDraft(
    Plan Plan,
    ImmutableArray<Observation> Observations,
    ImmutableSortedDictionary<TargetId, Finding> Unseen,
    ImmutableArray<Finding> Findings)
{
    public bool MayRun => !Findings.Any(finding => finding.Severity == Severity.Error);
}
