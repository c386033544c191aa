using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>The operations that ask for a change, as <c>arm.sh</c> and <c>verdict.sh</c> answer them.</summary>
internal sealed partial class SimulatedTarget
{
    public const string Unprepared = "target.not-prepared";

    public async Task<Reply?> ApplyAsync(Order order)
    {
        var boot = _boot;
        if (!_prepared.Contains(order.Rollout))
        {
            return new Reply.Refused(Say(Unprepared, $"was not prepared for {order.Rollout}"));
        }

        if (_records.GetValueOrDefault(order.Rollout) is { } mine)
        {
            switch (mine.Ended)
            {
                case null when mine.IsDecided || mine.Phase != TrialPhase.Armed:
                    await (mine.Decider?.Tried ?? Task.CompletedTask);
                    return await OutcomeAsync(mine, boot) ? Answer(mine, OfApply) : null;
                // What only ran out of time or was cut off may be tried again, what was bad not.
                case HostEnd.Failed or HostEnd.Withdrawn or HostEnd.CommitFailed:
                case HostEnd.Committed when Committed == mine.New:
                    return Answer(mine, OfApply);
            }
        }

        return await ArmAsync(order, boot);
    }

    public async Task<Reply?> CommitAsync(Order order)
    {
        var boot = _boot;
        if (_records.GetValueOrDefault(order.Rollout) is not { } mine)
        {
            return new Reply.Refused(Say("target.unknown-rollout", $"knows nothing of {order.Rollout}"));
        }

        if (mine.Ended is null && mine.IsDecided)
        {
            await AskAsync(mine, HostVerdict.Commit);
        }

        return boot == _boot && await OutcomeAsync(mine, boot) ? Answer(mine, OfCommit) : null;
    }

    public async Task<Reply?> RevertAsync(Order order)
    {
        var boot = _boot;
        if (_records.GetValueOrDefault(order.Rollout) is { Ended: null } mine)
        {
            await (mine.IsDecided ? AskAsync(mine, HostVerdict.Revert) : SettleAsync(mine));
            if (boot != _boot)
            {
                return null;
            }

            if (mine.Ended is not HostEnd.Committed)
            {
                mine.Ended = IsFull ? null : mine.Ended is null ? null : HostEnd.Withdrawn;
                return Answer(mine, OfRevert);
            }
        }

        var interrupted = _hold is { Ended: null, IsBack: true } left && left.Rollout == order.Rollout;
        return Committed == order.Step.From && Live == order.Step.From && !interrupted ? Withdraw(order, boot) : await RestoreAsync(order, boot);
    }

    /// <summary>It is there already.</summary>
    private Reply Withdraw(Order order, int boot)
    {
        if (IsFull)
        {
            return new Reply.Lost(Say("target.disk-full", "could not write its record"));
        }

        Close(order, boot);
        return new Reply.Done();
    }

    /// <summary>What this rollout asked for before, and comes only now, is to find it ended.</summary>
    private void Close(Order order, int boot)
    {
        var step = order.Step;
        var record = _records.GetValueOrDefault(order.Rollout) ?? new HostRecord(order.Rollout, step.From, step.To, order.Holder, boot);
        record.Ended = HostEnd.Withdrawn;
        _records[order.Rollout] = record;
    }

    /// <summary>One pass over the checks. What nobody decides any more is settled first.</summary>
    public async Task<Health?> VerifyAsync(Order order)
    {
        var boot = _boot;
        await world.Wait(Moment());
        if (boot != _boot || (_records.GetValueOrDefault(order.Rollout) is { } mine && !await OutcomeAsync(mine, boot)))
        {
            return null;
        }

        return _records.GetValueOrDefault(order.Rollout) switch
        {
            { Ended: not (null or HostEnd.Committed) } => new Health.Gone(Say("target.gone", $"is at {Live} again")),
            null or { Ended: null, Phase: not TrialPhase.OnTrial } => new Health.Unhealthy(Say("target.under-way", "is at something else")),
            _ when Faults.IsWrong && order.Step.To == Tried => new Health.Wrong(Say("target.wrong", "is what was wanted, and wrong")),
            _ => Passes(order.Step.To) ? new Health.Healthy() : new Health.Unhealthy(Say("target.unhealthy", "fails its health check")),
        };
    }

    /// <summary>Takes hold of the target and starts the supervisor; answers when the activation is over.</summary>
    private async Task<Reply?> ArmAsync(Order order, int boot)
    {
        var step = order.Step;
        if (!_available.Contains(step.To) || (step.From is { } from && !_available.Contains(from)))
        {
            return new Reply.Refused(Say("target.missing", $"does not have {step.To} or {step.From}"));
        }

        if (IsFull)
        {
            return new Reply.Lost(Say("target.disk-full", "could not write its record"));
        }

        while (_hold is { } other && (other.Rollout != order.Rollout || other.IsBack))
        {
            if (other.IsDecided && other.Ended is null)
            {
                return new Reply.Refused(Say("target.held", $"is held by {other.Rollout}"));
            }

            await (other.IsDecided ? other.Decider!.Over : SettleAsync(other));
            if (boot != _boot)
            {
                return null;
            }
        }

        if (Committed != step.From)
        {
            return new Reply.Refused(Say("target.moved", $"is at {Committed}, not at {step.From}"));
        }

        HostRecord mine = new(order.Rollout, step.From, step.To, order.Holder, boot) { Decider = new Decider() };
        Change(Effect.Hold, mine);
        _hold = _records[order.Rollout] = mine;
        _ = SuperviseAsync(mine, mine.Decider, order.Window);
        await mine.Decider.Tried;
        return boot == _boot && await OutcomeAsync(mine, boot) ? Answer(mine, OfApply) : null;
    }

    /// <summary>Back at once and without a trial, whatever rollout made the target what it is. The operation decides itself.</summary>
    private async Task<Reply?> RestoreAsync(Order order, int boot)
    {
        var step = order.Step;
        if (Committed != step.From && Committed != step.To)
        {
            return new Reply.Refused(Say("target.moved", $"is at {Committed}, not at {step.To}"));
        }

        if (step.From is { } from && !_available.Contains(from))
        {
            return new Reply.Refused(Say("target.missing", $"does not have {from}"));
        }

        if (IsFull)
        {
            return new Reply.Lost(Say("target.disk-full", "could not write its record"));
        }

        while (_hold is { } other)
        {
            await (!other.IsDecided ? SettleAsync(other) : other.Ended is null ? AskAsync(other, HostVerdict.Yield) : other.Decider!.Over);
            if (boot != _boot)
            {
                return null;
            }
        }

        HostRecord back = new(order.Rollout, step.From, step.To, order.Holder, boot)
        {
            Phase = TrialPhase.Reverting, IsBack = true, Decider = new Decider(),
        };
        _hold = back;
        // Whoever made it permanent must not try it again, should he still be asked to.
        foreach (var kept in _records.Values.Where(kept => kept.Ended == HostEnd.Committed && kept.New == step.To))
        {
            kept.Ended = HostEnd.Withdrawn;
        }

        Close(order, boot);
        await GoBackAsync(back, back.Decider, HostEnd.Withdrawn);
        return boot == _boot ? Answer(back, OfRevert) : null;
    }

    /// <summary>Says it to who decides, and waits until he has ended. On a full disk the word is not heard.</summary>
    private Task AskAsync(HostRecord record, HostVerdict verdict)
    {
        record.Verdict = IsFull ? record.Verdict : verdict;
        record.Decider!.Poke();
        return record.Decider.Over;
    }

    /// <summary>Settles what nobody decides any more. False when the power failed meanwhile.</summary>
    private async Task<bool> OutcomeAsync(HostRecord record, int boot)
    {
        if (boot == _boot && record.Ended is null && !record.IsDecided)
        {
            await SettleAsync(record);
        }

        return boot == _boot;
    }

    private static bool OfApply(HostRecord record) => record.Ended is HostEnd.Committed || record is { Ended: null, Phase: TrialPhase.OnTrial };

    private static bool OfCommit(HostRecord record) => record.Ended is HostEnd.Committed;

    private static bool OfRevert(HostRecord record) => record.Ended is not (null or HostEnd.Committed);

    private Reply Answer(HostRecord record, Func<HostRecord, bool> wanted) =>
        wanted(record) ? new Reply.Done()
        : record.Ended is { } end and not HostEnd.Committed
            ? new Reply.Reverted(Say($"target.{end}", $"went back ({end})")) { Withdrawn = end == HostEnd.Withdrawn }
        : new Reply.Lost(Say("target.under-way", "is still at it"));
}
