using System.Collections.Immutable;
using Chimera.Engine.Discovery;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Planning;

/// <summary>Makes plans: from a truth, or from a world state that was recorded.</summary>
public sealed class Planner(Realms realms, IHistory history, Survey survey)
{
    /// <summary>From what is to what the truth says, for the targets that were chosen.</summary>
    public async Task<PlanDraft> TowardsAsync(DeclaredTruth truth, IReadOnlyList<DeclaredTarget> chosen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(truth);
        var looking = survey.ObserveAsync(chosen, cancel);
        var wanted = await ResolveAsync(chosen, cancel);
        var findings = wanted.Values.OfType<Resolution.Failed>().Select(failed => failed.Why).Distinct().ToImmutableArray();
        var goals = chosen
            .Where(target => wanted[target.Id] is Resolution.Resolved)
            .Select(target => new WorldTarget(target, ((Resolution.Resolved)wanted[target.Id]).Generation));
        return await DraftAsync(PlanIntent.Deploy, truth.Digest, [.. goals], await looking, findings, cancel);
    }

    /// <summary>From what is back to a recorded world state, for those of its targets that were chosen.</summary>
    public async Task<PlanDraft> BackToAsync(World world, Func<DeclaredTarget, bool> chosen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(world);
        ImmutableArray<WorldTarget> goals = [.. world.Targets.Values.Where(goal => chosen(goal.Target))];
        var observations = await survey.ObserveAsync(goals.Select(goal => goal.Target), cancel);
        return await DraftAsync(PlanIntent.Rollback, $"world:{world.Number}", goals, observations, [], cancel);
    }

    /// <summary>The plan that puts back at one target what was live and verified there. What is in quarantine is not put back.</summary>
    public async Task<PlanDraft> HealAsync(WorldTarget goal, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(goal);
        return await DraftAsync(PlanIntent.Heal, $"live:{goal.Generation}", [goal], await survey.ObserveAsync([goal.Target], cancel), [], cancel);
    }

    /// <summary>A plan that was made before: the same steps or none. What has moved since makes it stale.</summary>
    public async Task<PlanDraft> AgainAsync(Plan plan, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var observations = await survey.ObserveAsync(plan.Steps.Select(step => step.Target), cancel);
        var steps = plan.Steps.ToDictionary(step => step.Id);
        var stale = observations
            .Where(observation => observation.Sighting is Sighting.Seen seen && steps[observation.Target].IsStale(seen))
            .Select(observation => steps[observation.Target].Stale((Sighting.Seen)observation.Sighting));
        var held = plan.Intent != PlanIntent.Rollback ? (await Quarantine.ReadAsync(history, cancel)).Check(plan) : [];
        return new PlanDraft(plan, observations, Unseen(observations), [.. stale, .. held]);
    }

    private async Task<PlanDraft> DraftAsync(
        PlanIntent intent, string truth, ImmutableArray<WorldTarget> goals, ImmutableArray<Observation> observations,
        ImmutableArray<Finding> findings, CancellationToken cancel)
    {
        var seen = observations.ToDictionary(observation => observation.Target, observation => observation.Sighting);
        var steps = await Task.WhenAll(goals
            .OrderBy(goal => goal.Target.Id)
            .Where(goal => seen[goal.Target.Id] is Sighting.Seen)
            .Select(goal => StepAsync(goal, (Sighting.Seen)seen[goal.Target.Id], cancel)));
        var plan = new Plan(intent, truth, [.. steps]);

        // Going back to a world is a person's word that it is good; a deploy or a healing must not bring back what failed.
        var held = intent != PlanIntent.Rollback ? (await Quarantine.ReadAsync(history, cancel)).Check(plan) : [];
        var foreseen = await Task.WhenAll(realms.All.Select(realm => ForeseeAsync(realm, plan, cancel)));
        return new PlanDraft(plan, observations, Unseen(observations), [.. findings, .. held, .. foreseen.SelectMany(found => found)]);
    }

    private static ImmutableSortedDictionary<TargetId, Finding> Unseen(ImmutableArray<Observation> observations) => observations
        .Where(observation => observation.Sighting is Sighting.Unseen)
        .ToImmutableSortedDictionary(observation => observation.Target, observation => ((Sighting.Unseen)observation.Sighting).Why);

    private async Task<Step> StepAsync(WorldTarget goal, Sighting.Seen seen, CancellationToken cancel)
    {
        var difference = seen.Committed == goal.Generation
            ? Difference.None
            : await realms.Of(goal.Target.Id).CompareAsync(goal.Target, seen.Committed, goal.Generation, cancel);
        return new Step(goal.Target, seen.Committed, seen.Live, goal.Generation, difference);
    }

    private static async Task<ImmutableArray<Finding>> ForeseeAsync(IRealm realm, Plan plan, CancellationToken cancel)
    {
        var own = plan with { Steps = [.. plan.Steps.Where(step => step.Id.Realm == realm.Name && !step.AtRest)] };
        return own.Steps.IsEmpty ? [] : await realm.ForeseeAsync(own, cancel);
    }

    private async Task<Dictionary<TargetId, Resolution>> ResolveAsync(IReadOnlyList<DeclaredTarget> targets, CancellationToken cancel)
    {
        var byRealm = targets.GroupBy(target => target.Id.Realm).ToList();
        var resolved = await Task.WhenAll(byRealm.Select(group => realms.Of(group.First().Id).ResolveAsync([.. group], cancel)));
        return resolved.SelectMany(answers => answers).ToDictionary(answer => answer.Key, answer => answer.Value);
    }
}
