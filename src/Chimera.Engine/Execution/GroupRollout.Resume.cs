using Chimera.Engine.Planning;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>Taking up a group where an earlier run left it.</summary>
internal sealed partial class GroupRollout
{
    private readonly List<(TargetRollout Target, Finding Why, bool Canary)> _toRevert = [];

    /// <summary>Sorts the steps: those with an outcome are settled, those that must go back are noted, the others wait for their turn.</summary>
    private Queue<TargetRollout> TakeUp(IReadOnlyList<Step> steps, RolloutHistory history, Func<Step, TargetRollout> open)
    {
        Queue<TargetRollout> waiting = new();
        foreach (var step in steps)
        {
            var canary = history.Canaries.Contains(step.Id);
            if (history.Reverted.TryGetValue(step.Id, out var reverted))
            {
                Settle(step.Id, new Outcome.Reverted(reverted), canary);
            }
            else if (history.Reverting.TryGetValue(step.Id, out var reverting))
            {
                _toRevert.Add((open(step), reverting, canary));
            }
            else if (_stopped is not null && history.IsChanged(step) && !history.Committed.Contains(step.Id))
            {
                _toRevert.Add((open(step), _stopped, canary));
            }
            else if (_stopped is not null && history.Committed.Contains(step.Id))
            {
                // Whether it stays so is for auto_revert to say.
                Settle(step.Id, new Outcome.Committed(), canary);
                _committed.Add(open(step));
            }
            else
            {
                waiting.Enqueue(open(step));
            }
        }

        return waiting;
    }

    private async Task FinishRevertsAsync()
    {
        var outcomes = await Task.WhenAll(_toRevert.Select(entry => entry.Target.TakeBackAsync(entry.Why)));
        foreach (var ((target, _, canary), outcome) in _toRevert.Zip(outcomes))
        {
            Settle(target.Step.Id, outcome, canary);
        }
    }
}
