using Chimera.Engine.Validation;
using Chimera.Sites.Watching.Causes;

namespace Chimera.Sites.Watching.Healing;

/// <summary>What a policy says to a failure. A closed set.</summary>
public abstract record HealDecision
{
    private HealDecision()
    {
    }

    /// <summary>Nothing fails that a deploy could mend, or it is to be told and no more.</summary>
    public sealed record Nothing : HealDecision;

    public sealed record Heal : HealDecision;

    /// <summary>A deploy could mend it, and it is left to a person.</summary>
    public sealed record Leave(string Why) : HealDecision;

    /// <param name="cause">What is known of where it comes from; null when it was not asked.</param>
    public static HealDecision Of(DriftPolicy policy, IEnumerable<Concern> known, Cause? cause)
    {
        ArgumentNullException.ThrowIfNull(known);
        return policy == DriftPolicy.Report || !known.Any(IsMendable) ? new Nothing()
            : cause is Cause.DeployedElsewhere elsewhere && policy != DriftPolicy.HealAlways
                ? new Leave($"{elsewhere.Deploy} was deployed elsewhere, and what somebody deployed is not undone unless on_drift is heal-always")
                : new Heal();
    }

    // What does not answer, its TLS and its speed are no matter of what is deployed.
    private static bool IsMendable(Concern concern) =>
        concern.Finding.Severity == Severity.Error
        && concern.Kind is ConcernKind.Status or ConcernKind.Location or ConcernKind.Content or ConcernKind.Header;
}
