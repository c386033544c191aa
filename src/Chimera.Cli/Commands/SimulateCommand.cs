using System.CommandLine;
using System.Text.Json.Nodes;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Cli.Commands;

internal static class SimulateCommand
{
    public static Command Create(Streams streams)
    {
        var seed = new Option<ulong>("--seed") { Description = "The seed to play; the same seed is the same story on any machine", HelpName = "N", Required = true };
        var count = new Option<int>("--count") { Description = "Play so many seeds from this one on, and print only what went wrong (default: 1, with its whole story)", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command("simulate", "Play rollouts with made-up hosts that are slow, lie, die and come back, and hold them to the invariants") { seed, count };
        command.SetAction((parsed, cancel) =>
        {
            var many = parsed.GetValue(count);
            var bad = 0;
            for (var i = 0UL; i < (ulong)Math.Max(1, many) && !cancel.IsCancellationRequested; i++)
            {
                var result = SimulationRun.Run(parsed.GetValue(seed) + i);
                bad += result.Violations.IsEmpty ? 0 : 1;
                Write(result, story: many == 1 || !result.Violations.IsEmpty, parsed.GetValue(GlobalOptions.Output), streams);
            }

            streams.Err.WriteLine(bad == 0 ? "every invariant held" : $"{bad} of {many} seeds broke an invariant: please report them");
            return Task.FromResult((int)(bad == 0 ? ExitCode.Ok : ExitCode.Unexpected));
        });
        return command;
    }

    private static void Write(SimulationResult result, bool story, OutputFormat format, Streams streams)
    {
        if (format == OutputFormat.Json)
        {
            streams.Out.WriteLine(new JsonObject
            {
                ["seed"] = result.Seed,
                ["turns"] = result.Turns,
                ["violations"] = new JsonArray([.. result.Violations.Select(violation => JsonValue.Create(violation))]),
                ["trace"] = story ? new JsonArray([.. result.Trace.Select(line => JsonValue.Create(line))]) : null,
            }.ToJsonString());
            return;
        }

        foreach (var line in story ? result.Trace : [])
        {
            streams.Out.WriteLine(line);
        }

        foreach (var violation in result.Violations)
        {
            streams.Out.WriteLine($"seed {result.Seed} broke: {violation}");
        }
    }
}
