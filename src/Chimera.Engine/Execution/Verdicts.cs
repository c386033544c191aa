using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>What a rollout's end says about generations: which go into quarantine, which come out.</summary>
internal sealed class Verdicts(IJournal journal, RolloutId rollout, Plan plan)
{
    /// <summary>
    /// A group failed: what its targets came back from is bad, and what failed where it could not be taken back. What was put back because it was live and verified before is
    /// not: whatever failed now was not its fault.
    /// </summary>
    public async Task BlameAsync(GroupRollout group, Finding why)
    {
        if (plan.Intent == PlanIntent.Heal)
        {
            return;
        }

        foreach (var step in plan.Steps.Where(step => step.Group == group.Id && group.IsBad(step.Id)))
        {
            await HoldAsync(step.To, why);
        }
    }

    /// <summary>A person went back to an earlier world: what came after it is bad, and what they went back to is good.</summary>
    public async Task RetreatAsync(RolloutReport report)
    {
        if (plan.Intent != PlanIntent.Rollback)
        {
            return;
        }

        var history = await WorldHistory.ReadAsync(journal, CancellationToken.None);
        var number = long.Parse(plan.Truth["world:".Length..]);
        foreach (var step in plan.Steps.Where(step => !step.AtRest && report.Outcomes[step.Id].Arrived))
        {
            await ReleaseAsync(step.To);
            if (step.From is { } left && history.FirstWith(left) > number)
            {
                await HoldAsync(left, Finding.Error("rollback.left", $"it was rolled back to {plan.Truth} by rollout {rollout}"));
            }
        }
    }

    private async Task HoldAsync(GenerationId generation, Finding why)
    {
        if (!await IsHeldAsync(generation))
        {
            await journal.AppendAsync(Quarantine.Entry(generation, why, rollout), CancellationToken.None);
        }
    }

    private async Task ReleaseAsync(GenerationId generation)
    {
        if (await IsHeldAsync(generation))
        {
            await journal.AppendAsync(Quarantine.Release(generation), CancellationToken.None);
        }
    }

    private async Task<bool> IsHeldAsync(GenerationId generation) =>
        (await Quarantine.ReadAsync(journal, CancellationToken.None)).Held.ContainsKey(generation);
}
