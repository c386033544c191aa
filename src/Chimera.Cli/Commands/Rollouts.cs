using System.Collections.Immutable;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;

namespace Chimera.Cli.Commands;

/// <summary>Running a rollout in front of a person: show, ask, run, report. Shared by deploy, rollback and panic.</summary>
internal static class Rollouts
{
    /// <summary>Shows the draft, asks, and carries it out.</summary>
    public static async Task<ExitCode> CarryOutAsync(
        Workspace workspace, PlanDraft draft, string question, bool yes, bool dry, bool noInput, OutputFormat format)
    {
        var streams = workspace.Streams;
        var forecasts = await DeployForecasts.OfAsync(draft, workspace.State, CancellationToken.None);
        PlanOutput.Write(draft, forecasts, dry ? format : OutputFormat.Text, dry || format == OutputFormat.Text ? streams : streams.AllToError());
        if (!draft.MayRun)
        {
            return PlanOutput.FailureOf(draft);
        }

        if (dry || draft.Plan.AtRest)
        {
            if (!dry)
            {
                streams.Err.WriteLine(draft.Unseen.IsEmpty ? "nothing to do" : "nothing to do on the targets that could be reached");
            }

            return PlanOutput.CodeOf(draft, exitCode: false);
        }

        Question.Ask(streams, $"{question} ({draft.Plan.BlastRadius} target{(draft.Plan.BlastRadius == 1 ? "" : "s")})", yes, noInput);
        await workspace.State.Journal.AppendAsync(PlanApproval.Entry(draft.Plan), CancellationToken.None);
        var report = await RunAsync(workspace, workspace.NewRollout(), draft.Plan, format);
        var code = CodeOf(report with { Outcomes = report.Outcomes.AddRange(draft.Unseen.Select(unseen =>
            KeyValuePair.Create(unseen.Key, (Outcome)new Outcome.Unreachable(unseen.Value)))) });
        return code == ExitCode.Ok && draft.Findings.Any(finding => finding.Code == Drafting.Quarantined) ? ExitCode.Partial : code;
    }

    /// <summary>Finishes a rollout that was cut off. Null when there is none.</summary>
    public static async Task<ExitCode?> FinishAsync(Workspace workspace, bool dry)
    {
        if (await Unfinished.FindAsync(workspace.State, CancellationToken.None) is not { } unfinished)
        {
            return null;
        }

        if (dry)
        {
            workspace.Streams.Err.WriteLine($"rollout {unfinished.Rollout} is unfinished; a deploy would finish it first");
            return null;
        }

        workspace.Streams.Err.WriteLine($"rollout {unfinished.Rollout} is unfinished: finishing it first");
        var plan = await workspace.State.FindPlanAsync(unfinished.PlanDigest, CancellationToken.None);
        return CodeOf(await RunAsync(workspace, unfinished.Rollout, plan, OutputFormat.Text));
    }

    /// <summary>Takes the plan's quarantined generations out of quarantine, on a person's word.</summary>
    public static async Task<PlanDraft> ReleaseAsync(Workspace workspace, PlanDraft draft, CancellationToken cancel)
    {
        var held = await Quarantine.ReadAsync(workspace.State.Journal, cancel);
        foreach (var generation in draft.Plan.Steps.Select(step => step.To).Distinct().Where(held.Held.ContainsKey))
        {
            await workspace.State.Journal.AppendAsync(Quarantine.Release(generation), cancel);
        }

        return draft with { Findings = [.. draft.Findings.Where(finding => finding.Code != Drafting.Quarantined)] };
    }

    public static async Task<ExitCode> PanicAsync(
        Workspace workspace, string? selector, bool yes, bool noInput, OutputFormat format, CancellationToken cancel)
    {
        await workspace.State.TakeOverAsync(workspace.Streams.Err, cancel);
        var unfinished = await Unfinished.FindAsync(workspace.State.Journal, cancel);
        var plan = unfinished is null ? null : await workspace.State.FindPlanAsync(unfinished.PlanDigest, cancel);
        var chosen = Workspace.Chooser(selector);
        ImmutableArray<Step> undo = [.. (await Panic.FindUndoAsync(workspace.State.Journal, plan, cancel)).Where(step => chosen(step.Target))];
        if (undo.IsEmpty)
        {
            throw new Stop(ExitCode.Refused, Finding.Error(
                "panic.nothing-to-undo", "no earlier good state is on record for these targets; nothing was changed", "see 'chimera rollback --list'"));
        }

        Question.Ask(workspace.Streams, $"Take the last change back on {undo.Length} target{(undo.Length == 1 ? "" : "s")}", yes, noInput);
        RolloutReport report;
        await using (var view = workspace.View())
        {
            report = await new Panic(workspace.Context(view), workspace.NewRollout()).RunAsync(undo, unfinished);
        }

        ReportOutput.Write(report, "panic", format, workspace.Streams);
        return report.Outcomes.Values.All(outcome => outcome is Outcome.Reverted) ? ExitCode.Ok
            : report.Outcomes.Values.Any(outcome => outcome is Outcome.Reverted) ? ExitCode.Partial
            : ExitCode.Failed;
    }

    private static async Task<RolloutReport> RunAsync(Workspace workspace, RolloutId id, Plan plan, OutputFormat format)
    {
        using var stop = new GracefulStop(workspace.Streams.Err.WriteLine);
        RolloutReport report;
        await using (format == OutputFormat.Json ? new EventStream(workspace.State.Bus, workspace.Streams.Out) : null)
        await using (var view = workspace.View())
        {
            report = await new Rollout(workspace.Context(view), id, plan).RunAsync(stop.Token);
        }

        ReportOutput.Write(report, "rollout", format, workspace.Streams);
        return report;
    }

    private static ExitCode CodeOf(RolloutReport report) =>
        report.Interrupted ? ExitCode.Interrupted
        : report.AllArrived ? ExitCode.Ok
        : report.NoneArrived ? ExitCode.Failed
        : ExitCode.Partial;
}
