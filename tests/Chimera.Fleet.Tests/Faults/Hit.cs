namespace Chimera.Fleet.Tests.Faults;

/// <summary>A fault at its moment: in this state, so far through the commands that the host starts in it.</summary>
/// <param name="Slot">The first of <paramref name="Slots"/> is before the first command, the others are spread over the rest.</param>
internal sealed record Hit(Fault Fault, HostState State, int Slot, int Slots)
{
    /// <param name="commands">How many the host starts in the state when nothing goes wrong.</param>
    public int Before(int commands) => 1 + (Slot * commands / Slots);

    public override string ToString() => $"{Fault.Name} in {State} {Slot + 1}/{Slots}";
}
