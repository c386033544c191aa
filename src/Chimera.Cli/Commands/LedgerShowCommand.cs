using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;

namespace Chimera.Cli.Commands;

internal static class LedgerShowCommand
{
    private const int DefaultMost = 200;

    public static Command Create(Streams streams)
    {
        var type = new Option<string[]>("--type") { Description = "Only events whose type begins so, e.g. 'step' or 'rollout.ended'; can be repeated", HelpName = "PREFIX" };
        var stream = new Option<string?>("--stream") { Description = "Only the events of this stream, e.g. 'rollout/ID'", HelpName = "STREAM" };
        var most = new Option<int>("--most") { Description = $"At most so many events, the latest (default: {DefaultMost})", HelpName = "N", DefaultValueFactory = _ => DefaultMost };
        var command = new Command("show", "Print the events, oldest first") { type, stream, most };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            var events = await workspace.State.LatestAsync(parsed.GetValue(type) ?? [], parsed.GetValue(stream), Math.Max(0, parsed.GetValue(most)), cancel);
            foreach (var happened in events)
            {
                streams.Out.WriteLine(parsed.GetValue(GlobalOptions.Output) == OutputFormat.Json
                    ? EventStream.Document(happened).ToLine()
                    : EventText.Of(happened));
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }
}
