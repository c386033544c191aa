namespace Chimera.Engine.Validation.Simulation;

/// <summary>What a controller says about a trial.</summary>
internal enum HostVerdict
{
    Commit,
    Revert,

    /// <summary>Another rollout goes back at once, and needs the target for that.</summary>
    Yield,
}
