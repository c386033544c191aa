using Chimera.Engine.Planning;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>Taking up a group where an earlier run left it.</summary>
internal sealed partial class GroupRollout
{
    private readonly List<(TargetRollout Target, Finding Why, bool Canary)> _toRevert = [];
    private readonly List<(TargetRollout Target, bool Canary)> _underWay = [];

    /// <summary>Sorts the steps: what is settled stays so, what must go back and what is under way is noted, the others wait for their turn.</summary>
    private Queue<TargetRollout> TakeUp(IReadOnlyList<Step> steps, RolloutHistory history, Func<Step, TargetRollout> open)
    {
        Queue<TargetRollout> waiting = new();
        // What has nothing to do can be no canary, so it comes last.
        foreach (var step in steps.OrderBy(step => step.AtRest))
        {
            var canary = history.Canaries.Contains(step.Id);
            var settled = history.Settled.GetValueOrDefault(step.Id);
            if (settled is not Outcome.Reverted && history.Reverting.TryGetValue(step.Id, out var reverting))
            {
                _toRevert.Add((open(step), reverting, canary));
            }
            else if (_stopped is not null && (settled is Outcome.Lost || history.Begun.Contains(step.Id)))
            {
                _toRevert.Add((open(step), _stopped, canary));
            }
            else if (history.Begun.Contains(step.Id))
            {
                _underWay.Add((open(step), canary));
            }
            else if (settled is not null)
            {
                Take(open(step), settled, canary, history.Caught.GetValueOrDefault(step.Id));
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
            Take(target, outcome, canary, target.Caught);
        }
    }

    /// <summary>What an earlier run had begun had its turn then: it is finished before anything else starts, even when a person asks to stop.</summary>
    private async Task FinishUnderWayAsync()
    {
        await Task.WhenAll(_underWay.GroupBy(entry => entry.Canary).Select(wave =>
            AwaitAllAsync([.. wave.Select(entry => (entry.Target, entry.Target.TakeUpAsync()))], wave.Key)));
    }
}
