using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>What must hold whenever a target changes, whoever asked for it and however late it happens.</summary>
internal sealed class EffectRules(IReadOnlyDictionary<TargetId, SimulatedTarget> targets, Violations violations)
{
    private readonly Dictionary<RolloutId, RolloutFacts> _rollouts = [];
    private readonly HashSet<(RolloutId Rollout, TargetId Target)> _ended = [];
    private readonly Dictionary<(RolloutId Rollout, GroupId Group), SortedSet<TargetId>> _exposed = [];

    /// <summary>The targets on which a generation began to run that cannot be kept there.</summary>
    public SortedSet<TargetId> Harmed { get; } = [];

    /// <summary>A panic took back what the rollout had done.</summary>
    public void EndedBy(RolloutId rollout, RolloutReport panic) =>
        _ended.UnionWith(panic.Outcomes.Where(pair => pair.Value is Outcome.Reverted).Select(pair => (rollout, pair.Key)));

    public void Authorise(RolloutFacts facts) => _rollouts[facts.Rollout] = facts;

    /// <summary>The targets of a group on which a rollout let its new generation run.</summary>
    public IReadOnlyCollection<TargetId> ExposedOf(RolloutId rollout, GroupId group) =>
        _exposed.TryGetValue((rollout, group), out var exposed) ? exposed : [];

    public void Changing(SimulatedTarget target, Effect effect, Trial trial)
    {
        var where = $"{effect} on {target.Id} by {trial.Rollout}";
        var other = target.Trial is { Phase: not TrialPhase.Interrupted } held && held.Rollout != trial.Rollout;
        violations.Unless(!other, "one writer per target", where);
        if (IntentOf(effect) is { } intent)
        {
            var facts = _rollouts[trial.Rollout];
            var intended = facts.Has(target.Id, intent) || (effect == Effect.Revert && facts.IsPanicked(target.Id));
            violations.Unless(intended, "an effect was intended first", where);
        }

        if (effect == Effect.Activate)
        {
            var over = _rollouts[trial.Rollout].LastOf(target.Id) == EventTypes.StepReverted || _ended.Contains((trial.Rollout, target.Id));
            violations.Unless(!over || target.Lied, "what was brought back is not tried again, however late a call comes", where);
            Expose(target, _rollouts[trial.Rollout]);
            if (target.IsBad(trial.To))
            {
                Harmed.Add(target.Id);
            }
        }
    }

    private void Expose(SimulatedTarget target, RolloutFacts facts)
    {
        var step = facts.Plan.Steps.First(step => step.Id == target.Id);
        var group = facts.Plan.Steps.Where(other => other.Group == step.Group).ToList();
        var key = (facts.Rollout, step.Group);
        if (!_exposed.TryGetValue(key, out var exposed))
        {
            _exposed[key] = exposed = [];
        }

        exposed.Add(target.Id);
        var canaries = Math.Min(step.Target.Rollout.Canary, group.Count);
        var arrived = group.Count(other => facts.Has(other.Id, EventTypes.StepCommitted));
        violations.Unless(
            arrived >= canaries || exposed.Count <= canaries || group.Any(other => targets[other.Id].Lied),
            "canaries go first and alone",
            $"{target.Id} is number {exposed.Count} to run {step.To}, {arrived} of {canaries} canaries have arrived");
    }

    private static string? IntentOf(Effect effect) => effect switch
    {
        Effect.Hold or Effect.Activate => EventTypes.StepApplying,
        Effect.Commit => EventTypes.StepCommitting,
        Effect.Revert => EventTypes.StepReverting,
        _ => null,
    };
}
