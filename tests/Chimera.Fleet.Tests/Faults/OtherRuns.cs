namespace Chimera.Fleet.Tests.Faults;

/// <summary>Faults that come by themselves: bad closures, copies that are cut, hosts that are off.</summary>
internal static class OtherRuns
{
    private const int Times = 6;

    public static IEnumerable<IReadOnlyList<FaultRun>> Rounds(IReadOnlyList<BadSystem> systems, StreamCuts streams, int times)
    {
        CopyFaults copies = new(streams);
        var count = Times * times;
        return Enumerable.Range(0, count)
            .SelectMany(number => systems.Select(bad => One(bad.Fault, bad.State, bad.System.Value))
                .Concat(copies.At((number + 0.5) / count).Select(fault => One(fault, HostState.Prepare, null)))
                .Append(One(HostFaults.Down, HostState.Prepare, null)))
            .Chunk(FaultLab.HostCount - 1);

        FaultRun One(Fault fault, HostState state, string? to) => new([new Hit(fault, state, 0, 1)], to);
    }
}
