using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;

namespace Chimera.Cli.Commands;

internal static class PanicCommand
{
    public static Command Create(Streams streams)
    {
        var on = GlobalOptions.On();
        var yes = GlobalOptions.Yes();
        var command = new Command("panic", "Take the last change back on every host at once: no plan, no build, no waves") { on, yes };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            return (int)await Rollouts.PanicAsync(
                workspace, parsed.GetValue(on), parsed.GetValue(yes), parsed.GetValue(GlobalOptions.NoInput), parsed.GetValue(GlobalOptions.Output), cancel);
        });
        return command;
    }
}
