namespace Chimera.Engine.Validation.Simulation;

/// <summary>How one life of a controller's process ended.</summary>
internal enum LifeEnd
{
    /// <summary>Its work was done.</summary>
    Ended,

    /// <summary>It was killed.</summary>
    Crashed,

    /// <summary>A person asked it to stop.</summary>
    Interrupted,

    /// <summary>Nothing could be recorded.</summary>
    OutOfRecord,
}
