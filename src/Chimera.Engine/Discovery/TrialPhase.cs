namespace Chimera.Engine.Discovery;

/// <summary>How far a change on a target has come.</summary>
public enum TrialPhase
{
    /// <summary>The target is held for this rollout; nothing has been changed.</summary>
    Armed,

    /// <summary>The new generation is being activated.</summary>
    Activating,

    /// <summary>The new generation is active and waits for the verdict; the target reverts by itself when none comes.</summary>
    OnTrial,

    /// <summary>The verdict was good; the new generation is being made permanent.</summary>
    Committing,

    /// <summary>The old generation is being brought back.</summary>
    Reverting,

    /// <summary>Whoever carried the change out is gone (a crash, a power cut); the next rollout settles it.</summary>
    Interrupted,
}
