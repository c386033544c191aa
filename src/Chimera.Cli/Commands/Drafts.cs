using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Sites.Netlify.Variables;
using Chimera.Sites.Publishing;

namespace Chimera.Cli.Commands;

/// <summary>Bringing releases where they can be looked at before any visitor sees them. Nothing is asked of a person: nothing changes for anybody.</summary>
internal static class Drafts
{
    /// <exception cref="Stop">One of them has no drafts.</exception>
    public static async Task CheckAsync(Workspace workspace, string? selector, string[] platforms, CancellationToken cancel)
    {
        var chosen = Workspace.Choose((await workspace.TruthAsync(cancel)).Targets, selector, platforms);
        if (chosen.FirstOrDefault(target => !workspace.Sites.HasDrafts(target) && !VariablesTarget.Is(target.Spec)) is { } shown)
        {
            throw new Stop(ExitCode.Usage, DraftOutcome.NotHidden(shown.Id).Why);
        }
    }

    public static async Task<ExitCode> CarryOutAsync(Workspace workspace, PlanDraft draft, OutputFormat format, CancellationToken cancel)
    {
        var streams = workspace.Streams;
        PlanOutput.WriteDifference(draft, OutputFormat.Text, format == OutputFormat.Text ? streams : streams.AllToError());
        if (!draft.MayRun)
        {
            return PlanOutput.FailureOf(draft);
        }

        var (ready, failed) = (0, 0);
        foreach (var step in draft.Plan.Steps.Where(step => !step.AtRest && workspace.Sites.HasDrafts(step.Target)))
        {
            var outcome = await workspace.Sites.DraftAsync(step, new Lines(step.Id, streams), cancel);
            (ready, failed) = outcome is DraftOutcome.Ready ? (ready + 1, failed) : (ready, failed + 1);
            DraftOutput.Write(step, outcome, format, streams);
        }

        if (ready + failed == 0)
        {
            streams.Err.WriteLine("nothing to do: visitors get what is declared");
        }

        return failed == 0 ? PlanOutput.CodeOf(draft, exitCode: false) : ready == 0 ? ExitCode.Failed : ExitCode.Partial;
    }

    private sealed class Lines(TargetId target, Streams streams) : IProgress<string>
    {
        public void Report(string value) => streams.Err.WriteLine($"{target.Name}: {value}");
    }
}
