namespace Chimera.Fleet.Lab;

/// <summary>What <c>/bin/sh</c> is on the hosts of a lab.</summary>
public enum LabShell
{
    /// <summary>The machine's own, dash on Debian.</summary>
    Machine,

    /// <summary>BusyBox ash.</summary>
    BusyBox,
}
