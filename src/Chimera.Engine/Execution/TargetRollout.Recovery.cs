using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>After contact broke: look again until the target says what it is.</summary>
internal sealed partial class TargetRollout
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SlowestLook = TimeSpan.FromSeconds(5);

    private bool _takenUp;

    /// <summary>An earlier run had begun to change this target: carry on from what it is now.</summary>
    public async Task<Outcome> TakeUpAsync()
    {
        _begun = true;
        _takenUp = true;
        return await EndAsync(await CarryOnAsync());
    }

    /// <summary>
    /// A trial that an earlier run began ends with that run's window, which says nothing of the generation:
    /// it gets, once, a window of our own.
    /// </summary>
    private Task<Outcome> ChangeAnewAsync()
    {
        _takenUp = false;
        return CarryOnAsync();
    }

    private async Task<Outcome> CarryOnAsync()
    {
        var broken = Finding.Error("rollout.broken-off", $"the change of {Step.Id} was begun by a run that did not end", target: Step.Id);
        return await LookAgainAsync(RecoveryPlace.TakenUp, _context.Elapsed + _order.Window + CommitGrace, broken) switch
        {
            Recovery.Arrived => new Outcome.Committed(),
            Recovery.BackAtOld => await BeginAgainAsync(broken),
            Recovery.StillOnTrial or Recovery.Stranded when _abandon.IsCancellationRequested => await RevertAsync(AbandonedFinding()),
            Recovery.StillOnTrial or Recovery.Stranded => await ChangeAsync(),
            Recovery.Moved moved => new Outcome.Lost(moved.Why),
            Recovery.Unclear unclear => new Outcome.Lost(unclear.Why ?? broken),
            _ => throw new InvalidOperationException("no such recovery"),
        };
    }

    /// <summary>The earlier run's change did not last. If it cannot be made now, the target is one that was changed and went back.</summary>
    private async Task<Outcome> BeginAgainAsync(Finding broken)
    {
        _begun = false;
        _takenUp = false;
        return await PrepareAndChangeAsync() switch
        {
            Outcome.Refused refused => new Outcome.Reverted(refused.Why),
            // What the earlier run asked for may still be on its way: the target is told that it counts no more.
            Outcome.Unreachable unreachable => await RevertAsync(unreachable.Why),
            Outcome.NotReached => await RevertAsync(broken),
            var outcome => outcome,
        };
    }

    /// <summary>An apply or commit broke off.</summary>
    private async Task<Outcome> RecoverAsync(TimeSpan start, Finding why)
    {
        switch (await LookAgainAsync(RecoveryPlace.BrokenOff, start + _order.Window + CommitGrace, why))
        {
            case Recovery.Arrived:
                return new Outcome.Committed();
            case Recovery.StillOnTrial:
                return await WatchAsync(start);
            // Where it is back already, what broke off may still be on its way: the target is told that it counts no more.
            case Recovery.BackAtOld or Recovery.Stranded:
                return await RevertAsync(why);
            case Recovery.Moved moved:
                return new Outcome.Lost(moved.Why);
            case Recovery.Unclear unclear:
                return new Outcome.Lost(unclear.Why ?? why);
            default:
                throw new InvalidOperationException("no such recovery");
        }
    }

    /// <summary>A revert broke off, or could not be begun: the target's own supervisor may do it for us.</summary>
    private async Task<Outcome> RecoverRevertAsync(TimeSpan start, Finding why)
    {
        var deadline = start + _order.Window + CommitGrace;
        for (var pause = FirstLook; ; pause = Longer(pause))
        {
            var seen = await LookAgainAsync(RecoveryPlace.Reverting, deadline, why);
            switch (seen)
            {
                case Recovery.Moved moved:
                    return new Outcome.Lost(moved.Why);
                case Recovery.Unclear unclear:
                    return new Outcome.Lost(unclear.Why ?? why);
            }

            switch (await _realm.RevertAsync(_order, CancellationToken.None))
            {
                case Reply.Done or Reply.Reverted:
                    return new Outcome.Reverted(why);
                case Reply.Refused { ForGood: true } never:
                    return Stuck(why, never);
            }

            if (_context.Elapsed >= deadline)
            {
                return seen is Recovery.BackAtOld ? new Outcome.Reverted(why) : new Outcome.Lost(why);
            }

            await Pause(pause, CancellationToken.None);
        }
    }

    /// <summary>Looks until the picture is clear or the time is over.</summary>
    private async Task<Recovery> LookAgainAsync(RecoveryPlace place, TimeSpan deadline, Finding why)
    {
        Tell(RolloutPhase.Recovering, why.Message);
        for (var pause = FirstLook; ; pause = Longer(pause))
        {
            var seen = Recovery.From(await _realm.ObserveAsync(Step.Target, CancellationToken.None), Step, _order.Rollout);
            if (seen is not Recovery.Unclear || _context.Elapsed >= deadline)
            {
                _context.Decided?.Invoke($"recovery.{place}.{seen.GetType().Name}");
                return seen;
            }

            await Pause(pause, CancellationToken.None);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < SlowestLook ? pause * 2 : SlowestLook;
}
