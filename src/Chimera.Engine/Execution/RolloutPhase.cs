namespace Chimera.Engine.Execution;

/// <summary>What a target in a rollout is being put through.</summary>
public enum RolloutPhase
{
    Waiting,
    Observing,
    Preparing,
    Applying,
    Verifying,
    Committing,
    Reverting,
    Recovering,
    Ended,
}
