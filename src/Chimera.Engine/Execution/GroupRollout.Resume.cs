using Chimera.Engine.Planning;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>Taking up a group where an earlier run left it.</summary>
internal sealed partial class GroupRollout
{
    private readonly List<(TargetRollout Target, Finding Why)> _toRevert = [];
    private readonly List<TargetRollout> _underWay = [];

    /// <summary>Sorts the steps: what is settled stays so, what must go back and what is under way is noted, the others wait for their turn.</summary>
    private Queue<TargetRollout> TakeUp(IReadOnlyList<Step> steps, RolloutHistory history, Func<Step, Wave, TargetRollout> open)
    {
        Queue<TargetRollout> waiting = new();
        // What has nothing to do can be no canary, so it comes last.
        foreach (var step in steps.OrderBy(step => step.AtRest))
        {
            var target = open(step, history.Canaries.Contains(step.Id) ? Wave.Canary : Wave.Rest);
            var settled = history.Settled.GetValueOrDefault(step.Id);
            if (settled is not Outcome.Reverted && history.Reverting.TryGetValue(step.Id, out var reverting))
            {
                _toRevert.Add((target, reverting));
            }
            else if (_stopped is not null && (settled is Outcome.Lost || history.Begun.Contains(step.Id)))
            {
                _toRevert.Add((target, _stopped));
            }
            else if (history.Begun.Contains(step.Id))
            {
                _underWay.Add(target);
            }
            else if (settled is not null)
            {
                Take(target, settled);
            }
            else
            {
                waiting.Enqueue(target);
            }
        }

        return waiting;
    }

    private async Task FinishRevertsAsync()
    {
        var outcomes = await Task.WhenAll(_toRevert.Select(entry => entry.Target.TakeBackAsync(entry.Why)));
        foreach (var ((target, _), outcome) in _toRevert.Zip(outcomes))
        {
            Take(target, outcome);
        }
    }

    /// <summary>What an earlier run had begun had its turn then: it is finished before anything else starts, even when a person asks to stop.</summary>
    private Task FinishUnderWayAsync() => AwaitAllAsync(_underWay.ConvertAll(target => (target, target.TakeUpAsync())));
}
