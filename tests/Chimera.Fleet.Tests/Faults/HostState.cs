namespace Chimera.Fleet.Tests.Faults;

/// <summary>The six states of <c>docs/activation.md</c>, in their order; the numbers are those that the gate counts with.</summary>
internal enum HostState
{
    Prepare,
    Arm,
    Trial,
    Probe,
    Commit,
    Revert,
}
