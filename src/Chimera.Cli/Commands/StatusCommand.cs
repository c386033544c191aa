using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Record;

namespace Chimera.Cli.Commands;

internal static class StatusCommand
{
    public static Command Create(Streams streams)
    {
        var on = GlobalOptions.On();
        var exitCode = new Option<bool>("--exit-code") { Description = "Exit with 9 when a target is not where it was left" };
        var command = new Command("status", "Show what every target is now, against what it was left at") { on, exitCode };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            var truth = await workspace.TruthAsync(cancel);
            var targets = Workspace.Choose(truth.Targets, parsed.GetValue(on), []);
            var observations = await workspace.Survey.ObserveAsync(targets, cancel);
            var world = await World.LatestAsync(workspace.State, cancel);
            var rows = observations.Select(observation => StatusRow.Of(observation, world)).ToList();
            StatusOutput.Write(rows, parsed.GetValue(GlobalOptions.Output), streams);
            if (await Unfinished.FindAsync(workspace.State, cancel) is { } unfinished)
            {
                streams.Err.WriteLine($"rollout {unfinished.Rollout} is unfinished; finish it with 'chimera deploy --resume'");
            }

            return (int)CodeOf(rows, parsed.GetValue(exitCode));
        });
        return command;
    }

    private static ExitCode CodeOf(List<StatusRow> rows, bool exitCode)
    {
        var unseen = rows.Count(row => row.Observation.Sighting is Sighting.Unseen);
        return unseen > 0 && unseen == rows.Count ? ExitCode.Failed
            : unseen > 0 ? ExitCode.Partial
            : exitCode && rows.Any(row => row.State is not (TargetState.AsLeft or TargetState.Shifted)) ? ExitCode.Differs
            : ExitCode.Ok;
    }
}
