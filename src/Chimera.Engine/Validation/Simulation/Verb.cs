namespace Chimera.Engine.Validation.Simulation;

/// <summary>What a controller can ask of a target.</summary>
internal enum Verb
{
    Observe,
    Prepare,
    Apply,
    Verify,
    Commit,
    Revert,
}
