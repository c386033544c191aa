using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>
/// Carries out one plan: groups in the order of their dependencies, independent ones side by side. Running it again with the
/// same id after a crash finishes the work from what the targets are.
/// </summary>
public sealed class Rollout(RolloutContext context, RolloutId id, Plan plan)
{
    private readonly RolloutLog _log = new(context.Journal, id);

    /// <param name="stop">Stop gracefully: start no further target, finish those under way.</param>
    /// <exception cref="RecordUnavailableException">The record failed; what is on trial goes back by itself.</exception>
    public async Task<RolloutReport> RunAsync(CancellationToken stop)
    {
        var history = await RolloutHistory.ReadAsync(context.Journal, id, CancellationToken.None);
        if (history.Exists)
        {
            await _log.ResumedAsync(plan.Digest);
        }
        else
        {
            await RecordBaseAsync();
            await _log.StartedAsync(plan.Digest);
        }

        var groups = plan.Steps
            .GroupBy(step => step.Group)
            .ToDictionary(
                group => group.Key,
                group => new GroupRollout(context, id, group.Key, [.. group], history, stop));
        foreach (var group in groups.Values)
        {
            group.Prepare();
        }

        Dictionary<GroupId, Task> running = [];
        foreach (var key in groups.Keys)
        {
            _ = Start(key);
        }

        try
        {
            await Task.WhenAll(running.Values);
            return await EndAsync([.. groups.Values]);
        }
        finally
        {
            foreach (var group in groups.Values)
            {
                group.Dispose();
            }
        }

        // Dependencies are acyclic (the truth was refused otherwise), so this ends.
        Task Start(GroupId key)
        {
            if (running.TryGetValue(key, out var task))
            {
                return task;
            }

            var needs = plan.Steps.First(step => step.Group == key).Target.DependsOn
                .Select(name => key with { Name = name })
                .Where(groups.ContainsKey)
                .ToList();
            return running[key] = RunGroupAsync(groups[key], [.. needs.Select(need => (groups[need], Start(need)))]);
        }
    }

    private static async Task RunGroupAsync(GroupRollout group, List<(GroupRollout Group, Task Ended)> needs)
    {
        await Task.WhenAll(needs.Select(need => need.Ended));
        var missing = needs.Where(need => !need.Group.AllArrived).Select(need => need.Group.Id.Name).ToList();
        if (missing.Count == 0)
        {
            await group.RunAsync();
        }
        else
        {
            await group.SkipAsync(Finding.Error(
                "rollout.dependency", $"{group.Id.Name} depends on {string.Join(", ", missing)}, which did not arrive"));
        }
    }

    private async Task<RolloutReport> EndAsync(ImmutableArray<GroupRollout> groups)
    {
        var outcomes = groups.SelectMany(group => group.Outcomes).ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value);
        var report = new RolloutReport(id, plan.Digest, outcomes, groups.Any(group => group.Interrupted));
        var verdicts = new Verdicts(context.Journal, id, plan);
        foreach (var group in groups)
        {
            if (group.Blame is { } why)
            {
                await verdicts.BlameAsync(group, why);
            }
        }

        if (!report.Interrupted)
        {
            await verdicts.RetreatAsync(report);
            await RecordWorldAsync(outcomes);
            await _log.EndedAsync(report);
        }

        return report;
    }

    /// <summary>What the targets were before is a world to go back to, if it is not in the record already (a fleet that others deployed to).</summary>
    private async Task RecordBaseAsync()
    {
        var before = await World.LatestAsync(context.Journal, CancellationToken.None);
        var seen = before.Targets.ToBuilder();
        foreach (var step in plan.Steps)
        {
            if (step.From is { } from)
            {
                seen[step.Id] = new WorldTarget(before.Targets.TryGetValue(step.Id, out var known) ? known.Target : step.Target, from);
            }
        }

        await RecordIfNewAsync($"observed before rollout {id}", before, seen.ToImmutable());
    }

    /// <summary>The latest world, with what this rollout moved. Targets it did not bring anywhere stay where they were known to be.</summary>
    private async Task RecordWorldAsync(ImmutableSortedDictionary<TargetId, Outcome> outcomes)
    {
        var before = await World.LatestAsync(context.Journal, CancellationToken.None);
        var after = before.Targets.ToBuilder();
        foreach (var step in plan.Steps)
        {
            if (outcomes[step.Id].Arrived)
            {
                after[step.Id] = new WorldTarget(step.Target, step.To);
            }
            else if (step.From is { } from && outcomes[step.Id] is not (Outcome.Lost or Outcome.Refused))
            {
                after[step.Id] = new WorldTarget(before.Targets.TryGetValue(step.Id, out var known) ? known.Target : step.Target, from);
            }
            else if (outcomes[step.Id] is Outcome.Reverted)
            {
                after.Remove(step.Id);
            }
        }

        await RecordIfNewAsync($"rollout {id}", before, after.ToImmutable());
    }

    private async Task RecordIfNewAsync(string cause, World before, ImmutableSortedDictionary<TargetId, WorldTarget> after)
    {
        if (after.Count != before.Targets.Count || after.Any(pair => before.Targets[pair.Key].Generation != pair.Value.Generation))
        {
            await context.Journal.AppendAsync(World.Entry(cause, after.Values), CancellationToken.None);
        }
    }
}
