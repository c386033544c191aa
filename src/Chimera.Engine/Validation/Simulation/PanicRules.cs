using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>What must hold of a panic: it is recorded before it begins, takes back and does nothing else, and says what is.</summary>
internal sealed class PanicRules(RolloutFacts facts, IReadOnlyDictionary<TargetId, SimulatedTarget> targets, Violations violations) : ICallWatch
{
    /// <summary>Where the first attempt wanted every target; a second one must want the same.</summary>
    private readonly Dictionary<TargetId, GenerationId?> _wanted = [];

    public void Calling(Order order, Verb verb)
    {
        violations.Unless(verb == Verb.Revert, "a panic takes back and does nothing else", $"{verb} {order.Step.Id}");
        violations.Unless(facts.IsPanicked(order.Step.Id), "a panic is recorded before its effect", $"{order.Step.Id}");
    }

    public void Observed(TargetId target, Sighting sighting)
    {
        // What it saw is in its report.
    }

    public void Checked(TargetId target, Health health)
    {
        // A panic asks nothing of the sort.
    }

    public bool Wanted(TargetId target, GenerationId? generation) => _wanted.TryGetValue(target, out var wanted) && wanted == generation;

    public void Begin(IEnumerable<Step> undo)
    {
        foreach (var step in undo)
        {
            if (_wanted.TryAdd(step.Id, step.From))
            {
                continue;
            }

            var wanted = _wanted[step.Id];
            violations.Unless(wanted == step.From, "a panic that is repeated goes to the same generation", $"{step.Id} to {step.From}, before to {wanted}");
        }
    }

    /// <summary>When everything has come to rest.</summary>
    /// <param name="alone">Nobody else was at work, and the record could be written.</param>
    public void Check(RolloutReport report, World recorded, bool alone)
    {
        foreach (var (id, outcome) in report.Outcomes)
        {
            var target = targets[id];
            var wanted = _wanted[id];
            var where = $"{id} is {OutcomeDocument.NameOf(outcome)}, live {target.Live}, committed {target.Committed}, wanted {wanted}";
            violations.Unless(
                !alone || target.Faults != TargetFaults.None || target.IsMoved || outcome is Outcome.Reverted,
                "a panic brings every sound target back",
                where);
            if (outcome is not Outcome.Reverted || !alone || target.Lied || target.IsReinstalled || target.IsAstray)
            {
                continue;
            }

            violations.Unless(target.Committed == wanted && target.Live == wanted, "what a panic brought back is back", where);
            var known = recorded.Targets.GetValueOrDefault(id)?.Generation;
            violations.Unless(known == wanted, "the recorded world is the world after a panic", where);
        }
    }
}
