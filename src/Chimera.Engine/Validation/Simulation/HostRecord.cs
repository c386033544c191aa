using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>One rollout as it stands on a host's disk, and, in memory only, who decides about it.</summary>
/// <param name="boot">The boot in which it was written.</param>
internal sealed class HostRecord(RolloutId rollout, GenerationId? old, GenerationId wanted, string holder, int boot)
{
    public RolloutId Rollout => rollout;

    public GenerationId? Old => old;

    public GenerationId New => wanted;

    public int Boot => boot;

    /// <summary>A way back at once, and no trial; it is no part of the rollout's own record.</summary>
    public bool IsBack { get; init; }

    public TrialPhase Phase { get; set; } = TrialPhase.Armed;

    /// <summary>The controller's word, once it is on the disk.</summary>
    public HostVerdict? Verdict { get; set; }

    /// <summary>Null while it has not ended.</summary>
    public HostEnd? Ended { get; set; }

    /// <summary>The process that decides, if it lives.</summary>
    public Decider? Decider { get; set; }

    public bool IsDecided => Decider is { Alive: true };

    /// <summary>As others see it.</summary>
    public Trial Seen => new(rollout, old, wanted, IsDecided ? Phase : TrialPhase.Interrupted, holder);
}
