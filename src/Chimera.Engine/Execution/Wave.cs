namespace Chimera.Engine.Execution;

/// <summary>The part a target has in the rollout of its group.</summary>
public enum Wave
{
    /// <summary>It goes first, and shows for all others what the new generation is worth.</summary>
    Canary,

    /// <summary>It goes after the canaries.</summary>
    Rest,
}
