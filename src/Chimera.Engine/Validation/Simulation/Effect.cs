namespace Chimera.Engine.Validation.Simulation;

/// <summary>What changes on a target.</summary>
internal enum Effect
{
    /// <summary>The target is held for a rollout.</summary>
    Hold,

    /// <summary>The new generation begins to run.</summary>
    Activate,

    /// <summary>The new generation is made permanent.</summary>
    Commit,

    /// <summary>A controller had the old generation brought back.</summary>
    Revert,

    /// <summary>The target brought the old generation back by itself.</summary>
    SelfRevert,

    /// <summary>The target brought the old generation back because another rollout went back at once.</summary>
    Yield,
}
