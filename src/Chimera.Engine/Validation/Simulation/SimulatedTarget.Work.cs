using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>What a target's supervisor carries out, one work at a time; only a deadline or a power cut breaks one off.</summary>
internal sealed partial class SimulatedTarget
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    private TaskCompletionSource? _work;
    private int _holds;
    private TimeSpan _liveSince;

    public async Task<Health?> VerifyAsync(Order order)
    {
        var boot = _boot;
        await IsIdleAsync(boot);
        await world.Wait(Moment());
        if (boot != _boot)
        {
            return null;
        }

        var there = Live == order.Step.To && (Trial is null ? Committed == Live : Trial.Rollout == order.Rollout && Trial.Phase == TrialPhase.OnTrial);
        if (!there)
        {
            return new Health.Gone(Say("target.gone", $"is at {Live} again"));
        }

        return Passes(order.Step.To)
            ? new Health.Healthy()
            : new Health.Unhealthy(Say("target.unhealthy", "fails its health check"));
    }

    private async Task<Reply?> ActivateAsync(Order order)
    {
        var work = BeginWork();
        Trial = NewTrial(order);
        Change(Effect.Hold, Trial);
        _ = SuperviseAsync(++_holds, order.Window);
        if (!await WorkAsync(work, Moment()))
        {
            return await BrokenOffAsync();
        }

        Trial = Trial with { Phase = TrialPhase.Activating };
        Change(Effect.Activate, Trial);
        var fault = IsNew(order.Step.To) ? Faults.Activation : ActivationFault.None;
        if (!await WorkAsync(work, fault == ActivationFault.Hangs ? Never : Moment() * 10))
        {
            return await BrokenOffAsync();
        }

        if (fault == ActivationFault.Fails)
        {
            EndWork(work);
            return await GoBackAsync(Trial, Effect.SelfRevert)
                ? new Reply.Reverted(Say("target.activation-failed", "could not activate the new generation"))
                : null;
        }

        Live = order.Step.To;
        Trial = Trial with { Phase = TrialPhase.OnTrial };
        _liveSince = world.Time.Elapsed;
        EndWork(work);
        return new Reply.Done();
    }

    private async Task<Reply?> MakePermanentAsync(Trial trial)
    {
        var work = BeginWork();
        Trial = trial with { Phase = TrialPhase.Committing };
        if (!await WorkAsync(work, Moment()))
        {
            return null;
        }

        Change(Effect.Commit, trial);
        Committed = trial.To;
        CommittedBy = trial.Rollout;
        if (!await WorkAsync(work, Moment()))
        {
            return null;
        }

        Trial = null;
        EndWork(work);
        return new Reply.Done();
    }

    /// <summary>False when the power failed in the middle.</summary>
    private async Task<bool> GoBackAsync(Trial trial, Effect effect)
    {
        var work = BeginWork();
        Change(effect, trial);
        Trial = trial with { Phase = TrialPhase.Reverting };
        if (!await WorkAsync(work, Moment()))
        {
            return false;
        }

        Committed = trial.From;
        if (!await WorkAsync(work, Moment() * 5))
        {
            return false;
        }

        Live = trial.From;
        Trial = null;
        EndWork(work);
        return true;
    }

    /// <summary>The supervisor: goes back when the window ends without a verdict.</summary>
    private async Task SuperviseAsync(int hold, TimeSpan window)
    {
        var boot = _boot;
        await world.Wait(window);
        if (boot == _boot && hold == _holds && Trial is { Phase: TrialPhase.Armed or TrialPhase.Activating or TrialPhase.OnTrial } trial)
        {
            world.Reached.Count("target.window-over");
            var broken = _work;
            var back = GoBackAsync(trial, Effect.SelfRevert);
            broken?.SetResult();
            await back;
        }
    }

    /// <summary>The supervisor or the power broke the activation off.</summary>
    private async Task<Reply?> BrokenOffAsync()
    {
        return Up && await IsIdleAsync(_boot) ? new Reply.Reverted(Say("target.window-over", "was not done within its window")) : null;
    }

    private bool Passes(GenerationId generation)
    {
        var age = (world.Time.Elapsed - _liveSince).TotalSeconds;
        return !IsNew(generation) || Faults.Check switch
        {
            CheckFault.Fails => false,
            CheckFault.Flaps => (int)age / 3 % 2 == 0,
            CheckFault.FailsLate => age < 4,
            CheckFault.StartsSlowly => age >= 4,
            _ => true,
        };
    }

    private bool IsNew(GenerationId generation) => generation == Tried;

    /// <summary>Waits until no work is under way. False when the power failed meanwhile.</summary>
    private async Task<bool> IsIdleAsync(int boot)
    {
        while (_work is { } work)
        {
            await work.Task;
        }

        return boot == _boot;
    }

    private TaskCompletionSource BeginWork() => _work = new TaskCompletionSource();

    /// <summary>False when the work was broken off meanwhile.</summary>
    private async Task<bool> WorkAsync(TaskCompletionSource work, TimeSpan time)
    {
        await Task.WhenAny(work.Task, world.Wait(time));
        return _work == work;
    }

    private void EndWork(TaskCompletionSource? work)
    {
        _work = null;
        work?.SetResult();
    }
}
