namespace Chimera.Fleet.Lab;

/// <summary>What a lab host was seen to be.</summary>
public enum LabHostState
{
    /// <summary>It has no process.</summary>
    Off,

    /// <summary>Its sshd listens.</summary>
    On,

    /// <summary>It runs, and nobody can log in: it is still booting, or its sshd has died.</summary>
    Silent,

    /// <summary>Its processes are stopped: connections are accepted by the kernel and never answered.</summary>
    Frozen,
}
