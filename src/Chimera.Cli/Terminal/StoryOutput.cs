using System.Text.Json.Nodes;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Cli.Terminal;

/// <summary>Writes one simulated rollout.</summary>
internal static class StoryOutput
{
    /// <param name="story">Tell what happened, and not only what was broken.</param>
    public static void Write(SimulationResult result, bool story, OutputFormat format, Streams streams)
    {
        if (format == OutputFormat.Json)
        {
            streams.Out.WriteLine(Document(result, story).ToLine());
            return;
        }

        foreach (var line in (story ? Story(result) : []).Concat(result.Violations.Select(violation => $"seed {result.Seed} broke: {violation}")))
        {
            streams.Out.WriteLine(line);
        }
    }

    /// <summary>What comes after the rollout itself is of interest only where something was broken.</summary>
    private static IEnumerable<string> Story(SimulationResult result) =>
        result.Trace.Take(result.Violations.IsEmpty ? result.Story : result.Trace.Length)
            .Concat(result.FaultsByTarget.Select(fault => $"{fault.Key} had: {string.Join("; ", fault.Value.Select(FaultText.Of))}"));

    private static JsonObject Document(SimulationResult result, bool story) => new()
    {
        ["seed"] = result.Seed,
        ["turns"] = result.Turns,
        ["faults"] = new JsonArray([.. result.Faults.Select(kind => JsonValue.Create(FaultText.NameOf(kind)))]),
        ["violations"] = new JsonArray([.. result.Violations.Select(violation => JsonValue.Create(violation))]),
        ["trace"] = story ? new JsonArray([.. result.Trace.Select(line => JsonValue.Create(line))]) : null,
    };
}
