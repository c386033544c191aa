using Chimera.Engine.Discovery;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>
/// What a look at a target says about a change that was begun and whose end was not seen. Recovery reads the world, never
/// its own memory: the sighting alone decides.
/// </summary>
internal abstract record Recovery
{
    private Recovery()
    {
    }

    /// <summary>The new generation is live and committed.</summary>
    internal sealed record Arrived : Recovery;

    /// <summary>The target is at the old generation, and nobody is working on it.</summary>
    internal sealed record BackAtOld : Recovery;

    /// <summary>Our trial is still running there.</summary>
    internal sealed record StillOnTrial : Recovery;

    /// <summary>Our change stopped in the middle; it has to be reverted.</summary>
    internal sealed record Stranded : Recovery;

    /// <summary>It is being worked on, or cannot be seen: look again.</summary>
    internal sealed record Unclear(Finding? Why) : Recovery;

    /// <summary>Somebody else changed it in the meantime.</summary>
    internal sealed record Moved(Finding Why) : Recovery;

    public static Recovery From(Sighting sighting, Step step, RolloutId rollout) => sighting switch
    {
        Sighting.Unseen unseen => new Unclear(unseen.Why),
        Sighting.Seen { Trial: { } trial } when trial.Rollout == rollout => trial.Phase switch
        {
            TrialPhase.OnTrial => new StillOnTrial(),
            TrialPhase.Interrupted => new Stranded(),
            _ => new Unclear(null),
        },
        Sighting.Seen seen when seen.Committed == step.To && seen.Live == step.To => new Arrived(),
        Sighting.Seen seen when seen.Committed == step.From && seen.Live == step.From => new BackAtOld(),
        Sighting.Seen { Trial: null } seen when seen.Committed == step.From || seen.Committed == step.To => new Stranded(),
        Sighting.Seen seen => new Moved(step.Stale(seen)),
        _ => throw new ArgumentOutOfRangeException(nameof(sighting)),
    };
}
