using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>The verbs that change a target, each idempotent as the port demands.</summary>
internal sealed partial class SimulatedTarget
{
    public async Task<Reply?> ApplyAsync(Order order)
    {
        if (_work is not null && Trial is { } other && other.Rollout != order.Rollout)
        {
            return new Reply.Refused(Held(other));
        }

        // What had to wait begins nothing new: its caller may have gone by then, and nobody would know of it.
        var waited = _work is not null;
        return !await IsIdleAsync(_boot) ? null
            : AnswerApply(order) ?? (waited ? new Reply.Reverted(Say("target.went-back", "went back meanwhile")) : await ActivateAsync(order));
    }

    public async Task<Reply?> CommitAsync(Order order)
    {
        if (!await IsIdleAsync(_boot))
        {
            return null;
        }

        var step = order.Step;
        return Trial switch
        {
            { } trial when trial.Rollout != order.Rollout => new Reply.Refused(Held(trial)),
            { Phase: TrialPhase.OnTrial } trial => await MakePermanentAsync(trial),
            { } when Committed == step.To && step.To != step.From => Settled(),
            { } trial => await GoBackAsync(trial, Effect.SelfRevert)
                ? new Reply.Reverted(Say("target.interrupted", "was interrupted on trial"))
                : null,
            null when Committed == step.To && Live == step.To => new Reply.Done(),
            null when Committed == step.From => new Reply.Reverted(Say("target.window-over", "went back before the commit")),
            null => new Reply.Refused(Stale(order)),
        };
    }

    public async Task<Reply?> RevertAsync(Order order)
    {
        if (!await IsIdleAsync(_boot))
        {
            return null;
        }

        var step = order.Step;
        if (Trial is { } trial && trial.Rollout != order.Rollout)
        {
            return AtRestAt(step.From) ? new Reply.Done() : new Reply.Refused(Held(trial));
        }

        if (Trial is null && AtRestAt(step.From))
        {
            return new Reply.Done();
        }

        var ours = Committed == step.From || (Committed == step.To && (Trial is not null || CommittedBy == order.Rollout));
        if (!ours)
        {
            return new Reply.Refused(Stale(order));
        }

        return await GoBackAsync(Trial ?? NewTrial(order), Effect.Revert) ? new Reply.Done() : null;
    }

    /// <summary>What can be said without changing anything; null when the generation must be activated.</summary>
    private Reply? AnswerApply(Order order)
    {
        var step = order.Step;
        switch (Trial)
        {
            case { } trial when trial.Rollout == order.Rollout && trial.Phase == TrialPhase.OnTrial:
                return new Reply.Done();
            case { } trial when trial.Rollout == order.Rollout && Committed == step.To && step.To != step.From:
                return Settled();
            case { Phase: not TrialPhase.Interrupted } trial when trial.Rollout != order.Rollout:
                return new Reply.Refused(Held(trial));
            case null when Live == step.To && Committed == step.To:
                return new Reply.Done();
        }

        return Committed != step.From ? new Reply.Refused(Stale(order))
            : _available.Contains(step.To) ? null
            : new Reply.Refused(Say("target.not-prepared", $"does not have {step.To}"));
    }

    /// <summary>The power failed between the commit and the end of its trial.</summary>
    private Reply.Done Settled()
    {
        Trial = null;
        return new Reply.Done();
    }

    private bool AtRestAt(Planning.GenerationId? generation) => Committed == generation && Live == generation;

    private static Trial NewTrial(Order order) =>
        new(order.Rollout, order.Step.From, order.Step.To, TrialPhase.Armed, order.Holder);

    private Finding Held(Trial trial) => Say("target.held", $"is held by {trial.Rollout}");

    private Finding Stale(Order order) => Say("target.moved", $"is at {Committed}, not at {order.Step.From}");
}
