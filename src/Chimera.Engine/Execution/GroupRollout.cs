using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>
/// Rolls one group out: canaries first and alone, then the rest through a sliding window of <c>max_parallel</c>.
/// A group that fails starts nothing more, reverts what is on trial and, with <c>auto_revert</c>, what it had committed.
/// </summary>
internal sealed partial class GroupRollout : IDisposable
{
    private readonly RolloutContext _context;
    private readonly RolloutLog _log;
    private readonly RolloutPolicy _policy;
    private readonly CancellationTokenSource _abandon = new();
    private readonly CancellationToken _stop;
    private readonly FailureBudget _budget;
    private readonly Queue<TargetRollout> _waiting;
    private readonly List<TargetRollout> _committed = [];
    private readonly Dictionary<TargetId, Outcome> _outcomes = [];
    private readonly HashSet<TargetId> _caught = [];
    private TimeSpan _lastArrival;
    private Finding? _stopped;

    /// <param name="stop">A person asked to stop: start nothing more, finish what is under way.</param>
    public GroupRollout(RolloutContext context, RolloutId rollout, GroupId id, IReadOnlyList<Step> steps, RolloutHistory history, CancellationToken stop)
    {
        Id = id;
        _context = context;
        _log = new RolloutLog(context.Journal, rollout);
        _policy = steps[0].Target.Rollout;
        _stop = stop;
        _budget = new FailureBudget(id.Name, _policy.MaxFailures);
        _stopped = history.Stopped.GetValueOrDefault(id);
        _waiting = TakeUp(steps, history, (step, wave) =>
            new TargetRollout(context, rollout, step, wave, history.Caught.GetValueOrDefault(step.Id), _abandon.Token));
    }

    public GroupId Id { get; }

    public IReadOnlyDictionary<TargetId, Outcome> Outcomes => _outcomes;

    /// <summary>A person stopped it before every target had its turn.</summary>
    public bool Interrupted { get; private set; }

    /// <summary>What the group's new generations were caught at; null when they are not to blame for anything.</summary>
    public Finding? Blame => _stopped is null ? null : _budget.Blame;

    /// <summary>
    /// Whether the new generation is to blame for how the target ended: it came back from it, or it failed there and could not be taken back. That contact was lost says
    /// nothing of a generation.
    /// </summary>
    public bool IsBad(TargetId target) =>
        _outcomes.GetValueOrDefault(target) is Outcome.Reverted || (_outcomes.GetValueOrDefault(target) is Outcome.Lost && _caught.Contains(target));

    public bool AllArrived => !Interrupted && _outcomes.Values.All(outcome => outcome.Arrived);

    /// <summary>Starts all that changes no target, so that a target's turn is short when it comes.</summary>
    public void Prepare()
    {
        if (_stopped is not null)
        {
            return;
        }

        foreach (var target in _waiting)
        {
            target.Prepare();
        }
    }

    public async Task RunAsync()
    {
        _lastArrival = _context.Elapsed;
        await FinishRevertsAsync();
        await StopIfExhaustedAsync();
        await FinishUnderWayAsync();
        await RunCanariesAsync();
        await RunWindowAsync();
        await SkipTheRestAsync();
        await TakeBackAsync();
    }

    /// <summary>The group's turn never came.</summary>
    public async Task SkipAsync(Finding why)
    {
        _stopped = why;
        Abandon();
        await RunAsync();
    }

    private bool MayStart => _stopped is null && !_stop.IsCancellationRequested && _waiting.Count > 0;

    /// <summary>Until enough canaries are committed. One that was not changed at all has shown nothing, and hands its part to the next.</summary>
    private async Task RunCanariesAsync()
    {
        var missing = Math.Min(_policy.Canary - _committed.Count, _waiting.Count);
        while (missing > 0 && MayStart)
        {
            var wave = Enumerable.Range(0, Math.Min(missing, _waiting.Count)).Select(_ => _waiting.Dequeue()).ToList();
            await _log.WaveAsync(Id, RolloutLog.CanaryWave, wave.Select(target => target.Step));
            var running = wave.ConvertAll(target => (Target: target, Task: target.RunAsync(Wave.Canary)));
            await AwaitAllAsync(running);
            missing -= wave.Count(target => _outcomes[target.Step.Id] is Outcome.Committed);
        }
    }

    private async Task RunWindowAsync()
    {
        if (!MayStart)
        {
            return;
        }

        await _log.WaveAsync(Id, RolloutLog.RestWave, _waiting.Select(target => target.Step));
        List<(TargetRollout Target, Task<Outcome> Task)> running = [];
        while (MayStart || running.Count > 0)
        {
            while (MayStart && running.Count < _policy.MaxParallel)
            {
                var target = _waiting.Dequeue();
                running.Add((target, target.RunAsync(Wave.Rest)));
                if (_policy.Stagger > TimeSpan.Zero && MayStart)
                {
                    await PauseAsync(_policy.Stagger);
                }
            }

            await AwaitOneAsync(running);
        }
    }

    private async Task AwaitAllAsync(List<(TargetRollout Target, Task<Outcome> Task)> running)
    {
        while (running.Count > 0)
        {
            await AwaitOneAsync(running);
        }
    }

    /// <summary>Waits for the next target to end, or for the progress deadline.</summary>
    private async Task AwaitOneAsync(List<(TargetRollout Target, Task<Outcome> Task)> running)
    {
        if (running.Count == 0)
        {
            return;
        }

        var next = Task.WhenAny(running.Select(run => run.Task));
        if (_stopped is null && !await EndsInTimeAsync(next))
        {
            await StopAsync(Finding.Error(
                "rollout.progress-deadline",
                $"no further target of {Id.Name} arrived within progress_deadline ({_policy.ProgressDeadline.TotalSeconds:0.###} s)",
                "look at what the targets wait for with 'chimera status', or raise progress_deadline"));
        }

        await next;
        foreach (var (target, task) in running.Where(run => run.Task.IsCompleted).ToList())
        {
            running.RemoveAll(run => run.Task == task);
            Take(target, await task);
        }

        await StopIfExhaustedAsync();
    }

    private void Take(TargetRollout target, Outcome outcome)
    {
        _outcomes[target.Step.Id] = outcome;
        // One that arrived after all, as when an earlier run's trial failed and ours did not, is good there. Of one that was only silent, and is lost, nothing is known.
        var caught = outcome.Arrived || (outcome is Outcome.Lost && target.Caught is { Answered: false }) ? null : target.Caught?.Why;
        if (caught is not null)
        {
            _caught.Add(target.Step.Id);
        }

        _budget.Charge(outcome, target.Wave, caught);
        if (outcome is Outcome.Committed)
        {
            _committed.Add(target);
        }

        if (outcome.Arrived)
        {
            _lastArrival = _context.Elapsed;
        }
    }

    private async Task<bool> EndsInTimeAsync(Task next)
    {
        var left = _lastArrival + _policy.ProgressDeadline - _context.Elapsed;
        if (left <= TimeSpan.Zero)
        {
            return next.IsCompleted;
        }

        using var waited = new CancellationTokenSource();
        try
        {
            return await Task.WhenAny(next, Task.Delay(left, _context.Time, waited.Token)) == next;
        }
        finally
        {
            Wake(waited);
        }
    }

    private async Task StopIfExhaustedAsync()
    {
        if (_stopped is null && _budget.Exhausted is { } why)
        {
            await StopAsync(why);
        }
    }

    private async Task StopAsync(Finding why)
    {
        _stopped = why;
        await _log.StoppedAsync(Id, why);
        Abandon();
    }

    private async Task SkipTheRestAsync()
    {
        Interrupted = _stopped is null && _waiting.Count > 0;
        var why = _stopped ?? Finding.Error(
            "rollout.interrupted", "the rollout was stopped before this target's turn", "finish it with 'chimera deploy --resume'");
        if (Interrupted)
        {
            Abandon();
        }

        while (_waiting.TryDequeue(out var target))
        {
            _outcomes[target.Step.Id] = await target.SkipAsync(why);
        }
    }

    private async Task TakeBackAsync()
    {
        if (_stopped is not { } why || !_policy.AutoRevert)
        {
            return;
        }

        var outcomes = await Task.WhenAll(_committed.Select(target => target.TakeBackAsync(why)));
        foreach (var (target, outcome) in _committed.Zip(outcomes))
        {
            _outcomes[target.Step.Id] = outcome;
        }
    }

    private void Abandon() => Wake(_abandon);

    // Not CancelAsync: that would run what waits on the thread pool, outside of the engine's turns.
    private static void Wake(CancellationTokenSource waits) => waits.Cancel();

    public void Dispose() => _abandon.Dispose();

    private async Task PauseAsync(TimeSpan time) =>
        await Task.Delay(time, _context.Time, _abandon.Token).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
