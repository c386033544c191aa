using Chimera.Cli.Composition;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Cli.Commands;

/// <summary>Making a plan from the truth, as several verbs do.</summary>
internal static class Drafting
{
    public const string Quarantined = "plan.quarantined";

    /// <summary>Makes the plan and keeps it, so that it can be deployed by its digest.</summary>
    /// <param name="isWhole">What is in quarantine is not left out.</param>
    public static async Task<PlanDraft> TowardsTruthAsync(
        Workspace workspace, string? selector, CancellationToken cancel, IReadOnlyCollection<string>? platforms = null, bool isWhole = false)
    {
        var draft = await CompareWithTruthAsync(workspace, selector, cancel, platforms);
        draft = isWhole ? draft : await WithoutHeldAsync(workspace, draft, cancel);
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

    /// <summary>What is in quarantine stops nothing else: its groups, and those that depend on them, are left out where others have something to do.</summary>
    private static async Task<PlanDraft> WithoutHeldAsync(Workspace workspace, PlanDraft draft, CancellationToken cancel)
    {
        var held = draft.Findings.Where(finding => finding.Code == Quarantined).ToList();
        var targets = draft.Plan.Steps.Select(step => step.Target).ToList();
        var left = targets.Where(target => held.Exists(finding => finding.Target == target.Id)).Select(GroupOf).ToHashSet();
        if (left.Count == 0 || draft.Findings.Any(finding => finding.Severity == Severity.Error && finding.Code != Quarantined))
        {
            return draft;
        }

        while (targets.Find(target => !left.Contains(GroupOf(target)) && target.DependsOn.Any(name => left.Contains((target.Id.Realm, name)))) is { } dependent)
        {
            left.Add(GroupOf(dependent));
        }

        List<DeclaredTarget> rest = [.. targets.Where(target => !left.Contains(GroupOf(target)))];
        if (rest.Count == 0)
        {
            return draft;
        }

        var others = await workspace.Planner.TowardsAsync(await workspace.TruthAsync(cancel), rest, cancel);
        return others.Plan.AtRest
            ? draft
            : others with
            {
                Findings = [.. others.Findings, .. held.Select(finding => finding with { Severity = Severity.Warning })],
                Unseen = draft.Unseen.AddRange(others.Unseen.Where(unseen => !draft.Unseen.ContainsKey(unseen.Key))),
            };
    }

    private static (string Realm, string Group) GroupOf(DeclaredTarget target) => (target.Id.Realm, target.Group);
}
