using Chimera.Engine.Discovery;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>
/// Takes one target from its old generation to the new one, or back:
/// observe, prepare, (wait for its turn), apply, verify until healthy, commit; revert when it does not become healthy.
/// Each effect is preceded by its intent in the record.
/// </summary>
internal sealed partial class TargetRollout
{
    // What a verdict may take to reach the target once it is found; the target waits that much longer than the deadline for it.
    private static readonly TimeSpan CommitGrace = TimeSpan.FromSeconds(30);

    private readonly RolloutContext _context;
    private readonly RolloutLog _log;
    private readonly IRealm _realm;
    private Order _order;
    private readonly CancellationToken _abandon;
    private Task<Outcome?>? _prepared;
    private bool _begun;

    /// <param name="wave">The wave that the record says it went in, as far as it says so.</param>
    /// <param name="caught">What the record says the new generation was caught at here; null for nothing.</param>
    /// <param name="abandon">The group has failed: stop preparing, and revert instead of waiting for health.</param>
    public TargetRollout(RolloutContext context, RolloutId rollout, Step step, Wave wave, Catch? caught, CancellationToken abandon)
    {
        Caught = caught;
        _context = context;
        _log = new RolloutLog(context.Journal, rollout);
        _realm = context.Realms.Of(step.Id);
        _order = new Order(rollout, step, step.Target.Rollout.HealthyDeadline + CommitGrace, context.Holder, wave);
        _abandon = abandon;
    }

    public Step Step => _order.Step;

    public Wave Wave => _order.Wave;

    /// <summary>What the new generation was caught at here; null while nothing is known against it.</summary>
    public Catch? Caught { get; private set; }

    /// <summary>Starts what may be done before the target's turn, because it changes nothing.</summary>
    public void Prepare() => _prepared ??= PrepareUnlessAbandonedAsync();

    /// <summary>It is this target's turn: do the rest.</summary>
    public async Task<Outcome> RunAsync(Wave wave)
    {
        _order = _order with { Wave = wave };
        return await EndAsync(await PrepareAndChangeAsync());
    }

    /// <summary>The rollout stopped before this target's turn. Settles what preparing began; the target is unchanged.</summary>
    public async Task<Outcome> SkipAsync(Finding why)
    {
        if (_prepared is not null)
        {
            await _prepared;
        }

        return await EndAsync(new Outcome.NotReached(why));
    }

    /// <summary>Reverts a target that this rollout had committed.</summary>
    public async Task<Outcome> TakeBackAsync(Finding why) => await EndAsync(await RevertAsync(why));

    private async Task<Outcome> PrepareAndChangeAsync()
    {
        Prepare();
        return await _prepared! ?? (_abandon.IsCancellationRequested ? Abandoned() : await ChangeAsync());
    }

    private async Task<Outcome?> PrepareUnlessAbandonedAsync()
    {
        try
        {
            return await ObserveAndPrepareAsync();
        }
        catch (OperationCanceledException) when (_abandon.IsCancellationRequested)
        {
            return Abandoned();
        }
    }

    /// <summary>Null when the target is ready to be changed.</summary>
    private async Task<Outcome?> ObserveAndPrepareAsync()
    {
        Tell(RolloutPhase.Observing);
        var sighting = await _realm.LookAgainAsync(Step.Target, Step.From, _abandon);
        if (Screen(sighting) is { } outcome)
        {
            return outcome;
        }

        if (_begun)
        {
            return null;
        }

        Tell(RolloutPhase.Preparing);
        var reply = await _realm.PrepareAsync(_order, LinesOf(RolloutPhase.Preparing), _abandon);
        if (reply is Reply.Done)
        {
            await _log.StepAsync(EventTypes.StepPrepared, Step);
            Tell(RolloutPhase.Waiting);
        }

        return reply switch
        {
            Reply.Done => null,
            Reply.Refused refused => new Outcome.Refused(refused.Why),
            Reply.Unreachable unreachable => new Outcome.Unreachable(unreachable.Why),
            // Preparing changes nothing, so whatever became of it, the target is what it was.
            Reply.Lost lost => new Outcome.Unreachable(lost.Why),
            Reply.Reverted reverted => new Outcome.Refused(reverted.Why),
            _ => throw new InvalidOperationException($"no such reply: {reply}"),
        };
    }

    /// <summary>Null when the target may be changed by this plan.</summary>
    private Outcome? Screen(Sighting sighting)
    {
        switch (sighting)
        {
            case Sighting.Unseen unseen:
                return new Outcome.Unreachable(unseen.Why);
            case Sighting.Seen { Trial: { } trial } when trial.Rollout == _order.Rollout:
                _begun = true;
                return null;
            case Sighting.Seen { Trial: { Phase: not TrialPhase.Interrupted } trial }:
                return new Outcome.Refused(Held(trial));
            case Sighting.Seen { Trial: null } seen when seen.Live == Step.To && seen.Committed == Step.To:
                return new Outcome.Unchanged();
            case Sighting.Seen { Trial: null } seen when Step.IsStale(seen):
                return new Outcome.Refused(Step.Stale(seen));
            default:
                return null;
        }
    }

    private async Task<Outcome> ChangeAsync()
    {
        await _log.StepAsync(EventTypes.StepApplying, Step);
        if (_abandon.IsCancellationRequested)
        {
            return _begun ? await RevertAsync(AbandonedFinding()) : Abandoned();
        }

        Tell(RolloutPhase.Applying);
        var start = _context.Elapsed;
        var reply = await _realm.ApplyAsync(_order, LinesOf(RolloutPhase.Applying), CancellationToken.None);
        switch (reply)
        {
            case Reply.Done:
                await _log.StepAsync(EventTypes.StepApplied, Step);
                return await WatchAsync(start);
            case Reply.Reverted when _takenUp:
                return await ChangeAnewAsync();
            case Reply.Reverted { Withdrawn: true } withdrawn:
                return await RevertAsync(withdrawn.Why);
            case Reply.Reverted reverted:
                await CatchAsync(new Catch(reverted.Why, Answered: true));
                return await RevertAsync(reverted.Why);
            case Reply.Refused refused:
                return new Outcome.Refused(refused.Why);
            case Reply.Unreachable unreachable when !_begun:
                return new Outcome.Unreachable(unreachable.Why);
            case Reply.Unreachable unreachable:
                return await RecoverAsync(start, unreachable.Why);
            case Reply.Lost lost:
                return await RecoverAsync(start, lost.Why);
            default:
                throw new InvalidOperationException($"no such reply: {reply}");
        }
    }

    /// <summary>The new generation is live: watch it until there is a verdict.</summary>
    private async Task<Outcome> WatchAsync(TimeSpan start)
    {
        Tell(RolloutPhase.Verifying);
        var watch = new HealthWatch(Step.Target.Rollout, start);
        while (!_abandon.IsCancellationRequested)
        {
            var begun = _context.Elapsed;
            var pass = await _realm.VerifyAsync(_order, CancellationToken.None);
            var verdict = watch.Take(pass, begun, _context.Elapsed);
            _context.Decided?.Invoke($"verdict.{verdict.GetType().Name}");
            switch (verdict)
            {
                case HealthWatch.Verdict.Healthy:
                    return await CommitAsync(start);
                case HealthWatch.Verdict.Unhealthy unhealthy:
                    await CatchAsync(new Catch(unhealthy.Why, unhealthy.Answered));
                    return await RevertAsync(unhealthy.Why);
                case HealthWatch.Verdict.Wrong wrong:
                    await CatchAsync(new Catch(wrong.Why, Answered: true));
                    return await RevertAsync(wrong.Why);
                case HealthWatch.Verdict.Gone when _takenUp:
                    return await ChangeAnewAsync();
                case HealthWatch.Verdict.Gone gone:
                    // It may still be held for us, as after a power cut: reverting lets go of it.
                    return await RevertAsync(gone.Why);
                default:
                    Tell(RolloutPhase.Verifying, (pass as Health.Unhealthy)?.Why.Message);
                    await Pause(watch.Pause, _abandon);
                    break;
            }
        }

        return await RevertAsync(AbandonedFinding());
    }

    private async Task<Outcome> CommitAsync(TimeSpan start)
    {
        await _log.StepAsync(EventTypes.StepHealthy, Step);
        await _log.StepAsync(EventTypes.StepCommitting, Step);
        Tell(RolloutPhase.Committing);
        var reply = await _realm.CommitAsync(_order, CancellationToken.None);
        return reply switch
        {
            Reply.Done => new Outcome.Committed(),
            Reply.Reverted reverted => await RevertAsync(reverted.Why),
            Reply.Refused refused => await RevertAsync(refused.Why),
            Reply.Unreachable unreachable => await RecoverAsync(start, unreachable.Why),
            Reply.Lost lost => await RecoverAsync(start, lost.Why),
            _ => throw new InvalidOperationException($"no such reply: {reply}"),
        };
    }

    private async Task CatchAsync(Catch caught)
    {
        await _log.FailedAsync(Step, caught);
        Caught = caught;
    }

    private async Task<Outcome> RevertAsync(Finding why)
    {
        await _log.StepAsync(EventTypes.StepReverting, Step, why);
        Tell(RolloutPhase.Reverting);
        var start = _context.Elapsed;
        return await _realm.RevertAsync(_order, CancellationToken.None) switch
        {
            Reply.Done or Reply.Reverted => new Outcome.Reverted(why),
            Reply.Refused { ForGood: true } never => Stuck(why, never),
            _ => await RecoverRevertAsync(start, why),
        };
    }

    /// <summary>There is no way back, and nothing to wait for.</summary>
    private static Outcome.Lost Stuck(Finding why, Reply.Refused never) => new(never.Why with { Message = $"{why.Message}; {never.Why.Message}" });

    private async Task<Outcome> EndAsync(Outcome outcome)
    {
        var type = outcome switch
        {
            Outcome.Committed => EventTypes.StepCommitted,
            Outcome.Unchanged => EventTypes.StepUnchanged,
            Outcome.Reverted => EventTypes.StepReverted,
            Outcome.Refused => EventTypes.StepRefused,
            Outcome.Unreachable => EventTypes.StepUnreachable,
            Outcome.Lost => EventTypes.StepLost,
            _ => EventTypes.StepNotReached,
        };
        await _log.StepAsync(type, Step, OutcomeDocument.WhyOf(outcome));
        Tell(RolloutPhase.Ended, OutcomeDocument.NameOf(outcome));
        return outcome;
    }

    private Outcome.NotReached Abandoned() => new Outcome.NotReached(AbandonedFinding());

    private Finding AbandonedFinding() => Finding.Error(
        "rollout.abandoned", $"the rollout of {Step.Target.Group} failed on another target", target: Step.Id);

    private Finding Held(Trial trial) => Finding.Error(
        "rollout.held",
        $"{Step.Id} is held by rollout {trial.Rollout} of {trial.Holder}",
        "wait until that rollout has ended, or end it with 'chimera panic'",
        target: Step.Id);

    // Being woken early is no error: the loop that pauses looks at the token itself.
    private async Task Pause(TimeSpan time, CancellationToken cancel) =>
        await Task.Delay(time, _context.Time, cancel).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private void Tell(RolloutPhase phase, string? line = null) => _context.Watch.Report(new TargetProgress(Step.Id, phase, line));

    private Lines LinesOf(RolloutPhase phase) => new(this, phase);

    private sealed class Lines(TargetRollout target, RolloutPhase phase) : IProgress<string>
    {
        public void Report(string value) => target.Tell(phase, value);
    }
}
