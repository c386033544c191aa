using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;

namespace Chimera.Cli.Commands;

internal static class PlanCommand
{
    public static Command Create(Streams streams)
    {
        var on = GlobalOptions.On();
        var exitCode = new Option<bool>("--exit-code") { Description = "Exit with 9 when there is something to do" };
        var command = new Command("plan", "Show what a deploy would change, and the digest to deploy exactly that") { on, exitCode };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            var draft = await Drafting.TowardsTruthAsync(workspace, parsed.GetValue(on), cancel);
            PlanOutput.Write(draft, await DeployForecasts.OfAsync(draft, workspace.State, cancel), parsed.GetValue(GlobalOptions.Output), streams);
            return (int)PlanOutput.CodeOf(draft, parsed.GetValue(exitCode));
        });
        return command;
    }
}
