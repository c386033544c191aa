using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;

namespace Chimera.Cli.Commands;

internal static class DiffCommand
{
    public static Command Create(Streams streams)
    {
        var on = GlobalOptions.On();
        var command = new Command("diff", "Show how what is differs from what is declared; exits with 9 when it does") { on };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            var draft = await Drafting.CompareWithTruthAsync(workspace, parsed.GetValue(on), cancel);
            PlanOutput.WriteDifference(draft, parsed.GetValue(GlobalOptions.Output), streams);
            return (int)PlanOutput.CodeOf(draft, exitCode: true);
        });
        return command;
    }
}
