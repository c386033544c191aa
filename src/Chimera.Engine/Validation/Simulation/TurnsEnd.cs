namespace Chimera.Engine.Validation.Simulation;

/// <summary>Why simulated turns stopped running.</summary>
internal enum TurnsEnd
{
    /// <summary>What was waited for has happened.</summary>
    Reached,

    /// <summary>No turn is queued and no timer is set: nothing can ever happen again.</summary>
    Idle,

    /// <summary>More turns or more virtual time than allowed: it may go on for ever.</summary>
    OverBudget,

    /// <summary>Something ran outside of the turns, so its order was not the simulation's.</summary>
    Escaped,
}
