namespace Chimera.Engine.Validation.Simulation;

/// <summary>How a rollout ended on a host, in the host's words (<c>docs/activation.md</c>).</summary>
internal enum HostEnd
{
    Committed,

    /// <summary>Reverted: the trial's window was over.</summary>
    Deadline,

    /// <summary>Reverted: whoever decided was gone.</summary>
    Interrupted,

    /// <summary>Reverted: the activation failed.</summary>
    Failed,

    /// <summary>Reverted: the controller took it back.</summary>
    Withdrawn,

    /// <summary>Reverted: it could not be made permanent.</summary>
    CommitFailed,
}
