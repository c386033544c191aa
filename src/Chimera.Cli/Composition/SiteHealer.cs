using Chimera.Cli.Terminal;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Healing;

namespace Chimera.Cli.Composition;

/// <summary>
/// Deploys the release again that the record says is live at a place: by the loop's own plan and rollout, for that place alone, with all that a deploy is held to.
/// </summary>
/// <param name="open">A workspace of its own for each attempt: what is declared then counts, and the record is held no longer than a deploy holds it.</param>
internal sealed class SiteHealer(Func<CancellationToken, Task<Workspace>> open, TextWriter error)
{
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <param name="cause">What is known of where the failure comes from; null for nothing.</param>
    public async Task<HealResult> HealAsync(TargetId id, GenerationId release, Cause? cause, CancellationToken stop)
    {
        try
        {
            await using var workspace = await open(CancellationToken.None);
            workspace.RefuseWhenDisabled();
            var truth = await workspace.TruthAsync(CancellationToken.None);
            await workspace.OpenStateAsync(dry: false, CancellationToken.None);
            return truth.Targets.FirstOrDefault(target => target.Id == id) is { } target
                ? await HealAsync(workspace, target, release, cause, stop)
                : Declined("site.heal-undeclared", "the truth file declares this place no longer", "deploy what it declares");
        }
        catch (Stop refused) when (refused.Findings.Any(finding => finding.Code == "store.held"))
        {
            // Somebody deploys; what comes of it is looked at.
            return new HealResult.NotYet();
        }
        catch (Stop refused)
        {
            return new HealResult.Declined(refused.Findings.First());
        }
        catch (RecordUnavailableException e)
        {
            return Declined("site.heal-no-record", $"the record cannot be read or written: {e.Message}", "see 'chimera ledger verify'");
        }
    }

    private async Task<HealResult> HealAsync(Workspace workspace, DeclaredTarget target, GenerationId release, Cause? cause, CancellationToken stop)
    {
        if (await Unfinished.FindAsync(workspace.State, CancellationToken.None) is { } unfinished)
        {
            return Declined("site.heal-unfinished", $"rollout {unfinished.Rollout} is unfinished", "finish it with 'chimera deploy --resume'");
        }

        switch (HealBudget.Of(await HealEvents.EarlierAsync(workspace.State, target.Id, CancellationToken.None), Time.GetUtcNow()))
        {
            case HealTurn.Later:
                return new HealResult.NotYet();
            case HealTurn.Spent spent:
                return Declined(
                    "site.heal-spent", $"it was healed {spent.Attempts} times within {HealBudget.Window.TotalHours:0} hour and failed again",
                    "see who changes it; a person deploys, or takes over what was changed");
            case HealTurn.Now now:
                return await DeployAsync(workspace, new WorldTarget(target, release), now.Attempt, cause, stop);
            default:
                throw new InvalidOperationException("no such turn");
        }
    }

    private async Task<HealResult> DeployAsync(Workspace workspace, WorldTarget goal, int attempt, Cause? cause, CancellationToken stop)
    {
        var draft = await workspace.Planner.HealAsync(goal, CancellationToken.None);
        var against = draft.Findings.Concat(draft.Unseen.Values).FirstOrDefault(finding => finding.Severity == Severity.Error);
        if (against is not null)
        {
            return new HealResult.Declined(against);
        }

        if (draft.Plan.AtRest)
        {
            return Declined(
                "site.heal-at-rest", "what is live there is the release already, so a deploy would change nothing", "see the cause: a proxy, a CDN, the web server");
        }

        HealEvents events = new(goal.Target.Id, goal.Generation);
        var rollout = workspace.NewRollout();
        await workspace.State.KeepAsync(draft.Plan, CancellationToken.None);
        var journal = workspace.State.Journal;
        await journal.AppendAsync(events.Intent(draft.Plan, rollout, attempt, cause), CancellationToken.None);
        await journal.AppendAsync(PlanApproval.Entry(draft.Plan), CancellationToken.None);
        RolloutReport report;
        await using (PlainView view = new(error, Time))
        {
            report = await new Rollout(workspace.Context(view), rollout, draft.Plan).RunAsync(stop);
        }

        var outcome = report.Outcomes.GetValueOrDefault(
            goal.Target.Id, new Outcome.NotReached(Finding.Error("rollout.stopped", "the watch was stopped", "finish it with 'chimera deploy --resume'")));
        await journal.AppendAsync(events.Complete(rollout, outcome), CancellationToken.None);
        return outcome.Arrived ? new HealResult.Healed(rollout) : new HealResult.Failed(rollout, OutcomeDocument.WhyOf(outcome)!);
    }

    private static HealResult.Declined Declined(string code, string message, string remedy) =>
        new(Finding.Error(code, $"{message}; nothing was changed", remedy));
}
