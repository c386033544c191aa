using Chimera.Cli.Composition;
using Chimera.Engine.Planning;

namespace Chimera.Cli.Commands;

/// <summary>Making a plan from the truth, as several verbs do.</summary>
internal static class Drafting
{
    /// <summary>Makes the plan and keeps it, so that it can be deployed by its digest.</summary>
    public static async Task<PlanDraft> TowardsTruthAsync(
        Workspace workspace, string? selector, CancellationToken cancel, IReadOnlyCollection<string>? platforms = null)
    {
        var draft = await CompareWithTruthAsync(workspace, selector, cancel, platforms);
        if (draft.MayRun)
        {
            await workspace.State.KeepAsync(draft.Plan, cancel);
        }

        return draft;
    }

    public static async Task<PlanDraft> CompareWithTruthAsync(
        Workspace workspace, string? selector, CancellationToken cancel, IReadOnlyCollection<string>? platforms = null)
    {
        var truth = await workspace.TruthAsync(cancel);
        return await workspace.Planner.TowardsAsync(truth, Workspace.Choose(truth.Targets, selector, platforms ?? []), cancel);
    }
}
