namespace Chimera.Engine.Validation.Simulation;

/// <summary>What a target says that is not so.</summary>
internal enum LieKind
{
    /// <summary>"Done", and nothing was done.</summary>
    Done,

    /// <summary>"Healthy", without a look.</summary>
    Healthy,

    /// <summary>That it is at the new generation, free and for good.</summary>
    AtNew,

    /// <summary>That it is at the old generation, free and for good.</summary>
    AtOld,

    /// <summary>That it is at a generation nobody has heard of.</summary>
    Elsewhere,

    /// <summary>Nothing that can be read. What was asked for is done all the same.</summary>
    Garbled,
}
