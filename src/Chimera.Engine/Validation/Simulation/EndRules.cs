using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>What must hold when everything has come to rest: every controller has reported and every window is over.</summary>
internal sealed class EndRules(IReadOnlyDictionary<TargetId, SimulatedTarget> targets, EffectRules effects, Violations violations)
{
    private readonly List<Controller> _all = [];
    private Panicker? _panic;

    /// <param name="controllers">Those that have come to their end since the last time.</param>
    /// <param name="panic">The person who took everything back, if there was one.</param>
    public void Check(IReadOnlyList<Controller> controllers, Panicker? panic)
    {
        _all.AddRange(controllers);
        _panic ??= panic;
        // Whoever was ended by a panic has reported nothing.
        foreach (var controller in controllers.Where(controller => controller.Report is not null))
        {
            foreach (var step in controller.Facts.Plan.Steps)
            {
                CheckOutcome(controller, step);
            }

            CheckGroups(controller);
            CheckRecord(controller);
        }

        foreach (var target in targets.Values.Where(target => target.Up && target.Touched))
        {
            CheckRest(target, controllers, panic);
        }
    }

    private static Outcome OutcomeOf(Controller controller, Step step) => controller.Report!.Outcomes[step.Id];

    /// <summary>A target that went through all this is at one of the generations that were meant for it, whole and free.</summary>
    private void CheckRest(SimulatedTarget target, IReadOnlyList<Controller> controllers, Panicker? panic)
    {
        var steps = _all.Select(controller => controller.Facts.Plan.Steps.FirstOrDefault(step => step.Id == target.Id)).OfType<Step>().ToList();
        var where = $"{target.Id} is live {target.Live}, committed {target.Committed}, {target.Trial?.Phase.ToString() ?? "free"}";
        violations.Unless(
            steps.Any(step => target.Committed == step.From || target.Committed == step.To)
                || _panic?.Wanted(target.Id, target.Committed) == true
                || (target.IsReinstalled && target.Committed is null),
            "a target ends at its From or its To",
            where);

        // A target that was cut off after the last look, or said that all is well, waits for the next rollout.
        var mayWait = target.Lied || panic?.LeftBehind(target.Id) == true
            || controllers.Any(controller => controller.Report is null || controller.Report.Outcomes.GetValueOrDefault(target.Id) is Outcome.Lost);
        violations.Unless(
            target.Live == target.Committed || target.IsAstray || (target.Trial is not null && mayWait), "what is live is what is committed", where);
        violations.Unless(
            target.Trial is null || (target.Trial.Phase == TrialPhase.Interrupted && mayWait), "no trial is left behind", where);
    }

    private void CheckOutcome(Controller controller, Step step)
    {
        var target = targets[step.Id];
        var outcome = OutcomeOf(controller, step);
        var movedByOther = target.IsReinstalled || (target.CommittedBy is { } by && by != controller.Facts.Rollout);
        var held = target.Lied || outcome switch
        {
            Outcome.Committed => target.Committed == step.To || movedByOther,
            Outcome.Unchanged => target.Committed == step.To || movedByOther,
            Outcome.Lost => true,
            _ => target.Committed != step.To || step.From == step.To || !target.Touched || target.Began == step.To || movedByOther,
        };
        violations.Unless(
            held, "the reported outcome is what the target is", $"{step.Id} is {OutcomeDocument.NameOf(outcome)} and committed to {target.Committed}");
        violations.Unless(
            controller.Facts.LastOf(step.Id) == $"step.{OutcomeDocument.NameOf(outcome)}",
            "an acknowledged outcome is recorded",
            $"{step.Id} is {OutcomeDocument.NameOf(outcome)}, the record ends with {controller.Facts.LastOf(step.Id)}");
    }

    private void CheckGroups(Controller controller)
    {
        foreach (var group in controller.Facts.Plan.Steps.GroupBy(step => step.Group))
        {
            var policy = group.First().Target.Rollout;
            var kept = group.Where(step => OutcomeOf(controller, step) is Outcome.Committed).Select(step => step.Id).ToList();
            violations.Unless(
                !(policy.AutoRevert && controller.Facts.StoppedGroups.ContainsKey(group.Key) && kept.Count > 0),
                "auto_revert leaves nobody on a failed generation",
                string.Join(", ", kept));

            if (group.All(step => !targets[step.Id].Lied && targets[step.Id].Faults.NeverPasses && step.To == targets[step.Id].Tried))
            {
                CheckBroken(controller, policy, [.. group]);
            }
        }
    }

    /// <summary>A generation that never passes its checks reaches the canaries and no more, and nobody keeps it.</summary>
    private void CheckBroken(Controller controller, RolloutPolicy policy, List<Step> group)
    {
        var exposed = effects.ExposedOf(controller.Facts.Rollout, group[0].Group);
        var most = policy.Canary > 0 ? policy.Canary : policy.MaxParallel + policy.MaxFailures;
        violations.Unless(exposed.Count <= most, "a broken generation reaches the canaries and no more", $"{string.Join(", ", exposed)} of at most {most}");
        var kept = group.Where(step => targets[step.Id].Committed == step.To && step.From != step.To && targets[step.Id].CommittedBy == controller.Facts.Rollout);
        violations.Unless(!kept.Any(), "nobody keeps a broken generation", string.Join(", ", kept.Select(step => step.Id)));
    }

    private void CheckRecord(Controller controller)
    {
        var entries = controller.Journal.Entries;
        violations.Unless(entries.Select((entry, i) => entry.Index == i).All(right => right), "the ledger has no gaps", controller.Name);
        foreach (var stream in entries.GroupBy(entry => entry.Stream, StringComparer.Ordinal))
        {
            violations.Unless(stream.Select((entry, i) => entry.Sequence == i + 1).All(right => right), "a stream has no gaps", stream.Key);
        }

        foreach (var (id, recorded) in entries.Where(entry => entry.Type == EventTypes.WorldRecorded).Select(World.Read).LastOrDefault(World.Empty).Targets)
        {
            var target = targets[id];
            var outcome = controller.Report!.Outcomes.GetValueOrDefault(id);
            var sure = outcome is Outcome.Committed or Outcome.Unchanged or Outcome.Reverted
                && !target.Lied && !target.IsReinstalled && (target.CommittedBy is null || target.CommittedBy == controller.Facts.Rollout);
            violations.Unless(
                !sure || target.Committed == recorded.Generation, "the recorded world is the world", $"{id} is at {target.Committed}, recorded {recorded.Generation}");
        }

        CheckQuarantine(controller);
    }

    private void CheckQuarantine(Controller controller)
    {
        CheckBlame(controller);
        var held = controller.Journal.Entries.Where(entry => entry.Type == EventTypes.GenerationQuarantined
                && controller.Facts.Plan.Intent == PlanIntent.Deploy && entry.Data.Text("rollout") == controller.Facts.Rollout.Value)
            .Select(entry => new GenerationId(entry.Data.Text("generation")));
        foreach (var generation in held)
        {
            var failed = controller.Facts.Plan.Steps.Any(step =>
                step.To == generation && controller.Facts.Has(step.Id, EventTypes.StepFailed) && targets[step.Id].Faults != TargetFaults.None);
            violations.Unless(failed, "only a generation that failed is quarantined", generation.Value);
            var blamed = controller.Facts.Plan.Steps.Any(step => step.To == generation && (OutcomeOf(controller, step) is Outcome.Reverted
                || (OutcomeOf(controller, step) is Outcome.Lost && controller.Facts.HasShownFailure(step.Id))));
            violations.Unless(blamed, "that contact was lost quarantines nothing", generation.Value);
        }
    }

    /// <summary>What failed and stopped its group is not deployed again, whether it could be taken back or not.</summary>
    private void CheckBlame(Controller controller)
    {
        var held = controller.Journal.Entries.Where(entry => entry.Type == EventTypes.GenerationQuarantined)
            .Select(entry => entry.Data.Text("generation")).ToHashSet(StringComparer.Ordinal);
        foreach (var step in controller.Facts.Plan.Steps.Where(step =>
            controller.Facts.Plan.Intent == PlanIntent.Deploy && controller.Facts.StoppedGroups.ContainsKey(step.Group)
            && controller.Facts.HasShownFailure(step.Id) && OutcomeOf(controller, step) is Outcome.Reverted or Outcome.Lost))
        {
            violations.Unless(
                held.Contains(step.To.Value), "a generation that failed is quarantined", $"{step.To}, {OutcomeDocument.NameOf(OutcomeOf(controller, step))} at {step.Id}");
        }
    }
}
