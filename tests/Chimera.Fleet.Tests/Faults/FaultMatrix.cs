using System.Collections.Immutable;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>Which fault comes when: every fault in every state that it can come in, at moments spread over the state.</summary>
internal sealed class FaultMatrix
{
    private const int PerRound = FaultLab.HostCount - 1;

    // Enough for a moment of its own before nearly every program of a state.
    private const int ControllerSlots = 11;

    private static readonly HostState[] Held = [HostState.Arm, HostState.Trial, HostState.Probe, HostState.Commit, HostState.Revert];

    private readonly Queue<Hit> _last = [];
    private readonly List<Hit> _mild = [];
    private readonly int _times;

    /// <param name="times">How many times as many moments.</param>
    public FaultMatrix(Rival rival, int times)
    {
        _times = times;
        var all = Enum.GetValues<HostState>();
        Add(HostFaults.Key, 4, all);
        Add(rival.Comes, 8, all);
        Add(rival.Repeats, 8, Held);
        Add(HostFaults.Collected, 8, all);
        Add(HostFaults.Window, 8, HostState.Trial, HostState.Probe);
        Add(HostFaults.Sshd, 8, all);
        Add(HostFaults.StoreFull, 4, all);
        Add(HostFaults.StateFull, 6, all);
        Add(HostFaults.Decider, 8, Held);
        Add(HostFaults.Power, 12, all);
    }

    /// <summary>Rollouts in each of which one host, another one each time, has no trouble at all.</summary>
    public IEnumerable<IReadOnlyList<FaultRun>> Rounds() =>
        Runs().Chunk(PerRound).Select((runs, round) => WithOneInPeace(runs, Math.Min(round % PerRound, runs.Length)));

    /// <summary>The controller is killed while every host stands still at a moment of its own in this state.</summary>
    public IReadOnlyList<FaultRun> ControllerRound(HostState state, int number) =>
        [.. Enumerable.Range(0, ControllerSlots).Select(slot => (slot * _times) + number)
            .Select(slot => new FaultRun([new Hit(HostFaults.Controller, state, slot, ControllerSlots * _times)]))];

    private static IReadOnlyList<FaultRun> WithOneInPeace(FaultRun[] runs, int place) =>
        [.. runs[..place], FaultRun.None, .. runs[place..]];

    /// <summary>A mild fault leaves the host in the middle of its way, so that another one can come later.</summary>
    private IEnumerable<FaultRun> Runs()
    {
        while (_last.TryDequeue(out var last))
            yield return new FaultRun([.. Before(last), last]);
        while (_mild.Count > 0)
        {
            var hit = _mild[0];
            _mild.RemoveAt(0);
            yield return new FaultRun([hit]);
        }
    }

    private ImmutableArray<Hit> Before(Hit last)
    {
        List<Hit> hits = [];
        foreach (var state in Held.TakeWhile(state => state < last.State && state < HostState.Commit))
        {
            // On its way back because it failed, a host may never come to be probed.
            var next = last.State == HostState.Revert && state == HostState.Probe ? null : _mild.Find(hit => hit.State == state);
            if (next is not null)
            {
                _mild.Remove(next);
                hits.Add(next);
            }
        }

        return [.. hits];
    }

    private void Add(Fault fault, int slots, params HostState[] states)
    {
        foreach (var state in states)
        {
            for (var slot = 0; slot < slots * _times; slot++)
            {
                Hit hit = new(fault, state, slot, slots * _times);
                if (fault.IsMild && state is (HostState.Trial or HostState.Probe))
                    _mild.Add(hit);
                else
                    _last.Enqueue(hit);
            }
        }
    }
}
