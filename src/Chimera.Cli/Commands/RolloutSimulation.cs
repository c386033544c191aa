using System.CommandLine;
using System.Text.Json.Nodes;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Cli.Commands;

/// <summary>Plays rollouts with made-up hosts that are slow, lie, die and come back, and holds them to the invariants.</summary>
internal sealed class RolloutSimulation
{
    private readonly Option<int> _count = new("--count")
    {
        Description = "With --seed: play so many seeds from this one on, and print only what went wrong (default: 1, with its whole story)", HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public Option<ulong?> Seed { get; } = new("--seed")
    {
        Description = "Play rollouts instead: made-up hosts that are slow, lie, die and come back; the same seed is the same story on any machine", HelpName = "N",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Seed);
        command.Options.Add(_count);
    }

    public ExitCode Run(ParseResult parsed, Streams streams, CancellationToken cancel)
    {
        var first = parsed.GetValue(Seed)!.Value;
        var many = parsed.GetValue(_count);
        var bad = 0;
        for (var i = 0UL; i < (ulong)Math.Max(1, many) && !cancel.IsCancellationRequested; i++)
        {
            var result = SimulationRun.Run(first + i);
            bad += result.Violations.IsEmpty ? 0 : 1;
            Write(result, story: many == 1 || !result.Violations.IsEmpty, parsed.GetValue(GlobalOptions.Output), streams);
        }

        streams.Err.WriteLine(bad == 0 ? "every invariant held" : $"{bad} of {many} seeds broke an invariant: please report them");
        return bad == 0 ? ExitCode.Ok : ExitCode.Unexpected;
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
