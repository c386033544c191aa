using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>What must hold whenever a controller asks a target to change.</summary>
internal sealed class CallRules(
    RolloutFacts facts, IReadOnlyDictionary<TargetId, SimulatedTarget> targets, Violations violations, SimulatedWorld world) : ICallWatch
{
    private readonly Dictionary<TargetId, Sighting> _seen = [];

    // Whoever resumes looks at a target before anything else, and may ask it anew.
    private readonly HashSet<TargetId> _wrong = [];

    public void Calling(Order order, Verb verb)
    {
        var step = order.Step;
        if (verb is Verb.Apply or Verb.Verify)
        {
            var stopped = facts.StoppedGroups.TryGetValue(step.Group, out var at) && at < world.Time.GetUtcNow();
            violations.Unless(!stopped, "a stopped group starts nothing and waits for nobody", $"{verb} {step.Id}");
        }

        violations.Unless(
            verb is Verb.Revert or Verb.Prepare || !_wrong.Contains(step.Id), "what is wrong for good is neither waited for nor kept", $"{verb} {step.Id}");
        if (verb is not (Verb.Apply or Verb.Commit or Verb.Revert))
        {
            return;
        }

        var where = $"{verb} {step.Id}";
        violations.Unless(facts.LastOf(step.Id) == IntentOf(verb), "an intent is recorded before its effect", $"{where} after {facts.LastOf(step.Id)}");
        violations.Unless(
            facts.Digests.SequenceEqual([facts.Plan.Digest]) && facts.Plan.Steps.Contains(step), "every effect has exactly one authorised plan digest", where);
        violations.Unless(!facts.IsDeclined(step.Id), "a refusal is never followed by its effect", where);
        if (verb == Verb.Apply)
        {
            CheckSight(step);
            CheckOrder(step);
            CheckWidth(step);
        }
    }

    public void Observed(TargetId target, Sighting sighting)
    {
        _seen[target] = sighting;
        _wrong.Remove(target);
    }

    public void Checked(TargetId target, Health health)
    {
        if (health is Health.Wrong)
        {
            _wrong.Add(target);
        }
    }

    private static string IntentOf(Verb verb) => verb switch
    {
        Verb.Apply => EventTypes.StepApplying,
        Verb.Commit => EventTypes.StepCommitting,
        _ => EventTypes.StepReverting,
    };

    /// <summary>A target that was seen in other hands, or elsewhere than the plan says, is left alone; so is one that was to be brought back.</summary>
    private void CheckSight(Step step)
    {
        var free = _seen.GetValueOrDefault(step.Id) is Sighting.Seen seen
            && (seen.Trial is { } trial ? trial.Rollout == facts.Rollout || trial.Phase == TrialPhase.Interrupted : seen.Committed == step.From || seen.Committed == step.To);
        violations.Unless(free, "a target in other hands is left alone", $"{step.Id}");
        violations.Unless(
            !facts.Has(step.Id, EventTypes.StepReverting) && !facts.Has(step.Id, EventTypes.StepReverted), "what is to be brought back is not tried again", $"{step.Id}");
    }

    private void CheckOrder(Step step)
    {
        var early = facts.Plan.Steps.Where(other =>
            step.Id.Realm == other.Id.Realm && step.Target.DependsOn.Contains(other.Target.Group) && targets[other.Id].Committed != other.To && !IsExcused(targets[other.Id]));
        violations.Unless(!early.Any(), "dependents start after their dependencies arrived", $"{step.Id} before {string.Join(", ", early.Select(other => other.Id))}");
    }

    private void CheckWidth(Step step)
    {
        var policy = step.Target.Rollout;
        var open = facts.Plan.Steps.Count(other =>
            other.Group == step.Group && facts.IsOpen(other.Id) && (other.Id == step.Id || IsOnTrial(other.Id)));
        var most = Math.Max(policy.Canary, policy.MaxParallel);
        violations.Unless(open <= most, "max_parallel is never exceeded", $"{step.Id} is number {open} of {most}");
    }

    /// <summary>It has moved since it arrived, or only said that it had.</summary>
    private bool IsExcused(SimulatedTarget target) =>
        target.Lied || target.IsReinstalled || (target.CommittedBy is { } by && by != facts.Rollout);

    private bool IsOnTrial(TargetId target) =>
        targets[target].Trial is { } trial && trial.Rollout == facts.Rollout && trial.Phase is not TrialPhase.Interrupted;
}
