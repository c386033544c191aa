using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;

namespace Chimera.Cli.Commands;

internal static class RollbackCommand
{
    public static Command Create(Streams streams)
    {
        var on = GlobalOptions.On();
        var platforms = GlobalOptions.Platforms();
        var yes = GlobalOptions.Yes();
        var to = new Option<long?>("--to") { Description = "The number of the world state to go back to (default: the last good one)", HelpName = "NUMBER" };
        var list = new Option<bool>("--list") { Description = "List the recorded world states and stop" };
        var dry = new Option<bool>("--dry-run") { Description = "Show the plan and stop" };
        var command = new Command("rollback", "Bring the fleet, or a selection of it, back to a recorded world state") { on, platforms, yes, to, list, dry };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            var format = parsed.GetValue(GlobalOptions.Output);
            if (parsed.GetValue(list))
            {
                WorldOutput.Write(await WorldHistory.ReadAsync(workspace.State, cancel), format, streams);
                return (int)ExitCode.Ok;
            }

            workspace.RefuseWhenDisabled();
            await workspace.OpenStateAsync(parsed.GetValue(dry), cancel);
            if (await Rollouts.FinishAsync(workspace, parsed.GetValue(dry)) is { } code and ExitCode.Interrupted)
            {
                return (int)code;
            }

            var world = await FindAsync(workspace, parsed.GetValue(to), cancel);
            var chosen = Workspace.Choose(world.Targets.Values.Select(goal => goal.Target), parsed.GetValue(on), parsed.GetValue(platforms) ?? [])
                .Select(target => target.Id).ToHashSet();
            var draft = await workspace.Planner.BackToAsync(world, target => chosen.Contains(target.Id), cancel);
            await workspace.State.KeepAsync(draft.Plan, cancel);
            return (int)await Rollouts.CarryOutAsync(
                workspace, draft, $"Go back to world {world.Number} of {world.At:u} ({world.Cause})",
                parsed.GetValue(yes), parsed.GetValue(dry), parsed.GetValue(GlobalOptions.NoInput), format);
        });
        return command;
    }

    private static async Task<World> FindAsync(Workspace workspace, long? number, CancellationToken cancel)
    {
        var history = await WorldHistory.ReadAsync(workspace.State, cancel);
        if (number is { } wanted)
        {
            return history.Find(wanted) ?? throw new Stop(ExitCode.Refused, Finding.Error(
                "rollback.unknown-world", $"there is no world {wanted}; nothing was changed", "see 'chimera rollback --list'"));
        }

        return history.LastGood(await Quarantine.ReadAsync(workspace.State, cancel)) ?? throw new Stop(ExitCode.Refused, Finding.Error(
            "rollback.no-earlier-world", "no earlier world state is on record; nothing was changed", "see 'chimera rollback --list'"));
    }
}
