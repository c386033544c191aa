namespace Chimera.Engine.Validation.Simulation;

/// <summary>How the activation of a new generation goes wrong.</summary>
internal enum ActivationFault
{
    None,

    /// <summary>It fails, and the target goes back at once.</summary>
    Fails,

    /// <summary>It never ends; the supervisor breaks it off at the end of the window.</summary>
    Hangs,
}
