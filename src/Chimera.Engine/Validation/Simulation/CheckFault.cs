namespace Chimera.Engine.Validation.Simulation;

/// <summary>How the health checks of a new generation go wrong.</summary>
internal enum CheckFault
{
    None,

    /// <summary>They never pass.</summary>
    Fails,

    /// <summary>They pass and fail in turn, every few seconds.</summary>
    Flaps,

    /// <summary>They pass for the first seconds only.</summary>
    FailsLate,

    /// <summary>They pass after the first seconds only.</summary>
    StartsSlowly,
}
