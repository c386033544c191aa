using System.Globalization;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Simulation;

/// <summary>Reads what the first controller's rollout did out of a trace.</summary>
internal sealed class History
{
    private readonly List<(double At, string Who, string What)> _lines;

    private History(SimulationResult result)
    {
        Assert.True(result.Violations.IsEmpty, string.Join("; ", result.Violations) + '\n' + string.Join('\n', result.Trace));
        Result = result;
        // What comes after is the rollback that ends every simulation.
        _lines = [.. result.Trace.TakeWhile(line => !line.Contains("rollout/settle", StringComparison.Ordinal)).Select(line => (
            double.Parse(line[..10], CultureInfo.InvariantCulture), line[12..24].Trim(), line[25..]))];
    }

    public SimulationResult Result { get; }

    public static History Of(Scenario scenario) => new(SimulationRun.Run(scenario));

    /// <summary>When the new generation began to run, by target, in that order.</summary>
    public List<(double At, string Target)> Activations =>
        [.. _lines.Where(line => line.What.StartsWith("Activate", StringComparison.Ordinal) && line.What.EndsWith("first", StringComparison.Ordinal)).Select(line => (line.At, line.Who))];

    /// <summary>When something was first recorded of a target or, without one, of the rollout; null when it never was.</summary>
    public double? Recorded(string type, string target = "") =>
        _lines.Where(line => line.Who == "first-disk" && line.What.EndsWith($" {type} {(target.Length > 0 ? $"sim/{target}" : "")}", StringComparison.Ordinal))
            .Select(line => (double?)line.At).FirstOrDefault();

    /// <summary>In which waves the realm was asked to verify a target.</summary>
    public IEnumerable<Wave> WavesOf(string target) => _lines
        .Where(line => line.Who == "first" && line.What.StartsWith($"verify {target}, ", StringComparison.Ordinal))
        .Select(line => Enum.Parse<Wave>(line.What.Split(' ')[2].TrimEnd(':')))
        .Distinct();

    public int Count(string type) => _lines.Count(line => line.Who == "first-disk" && line.What.Contains($" {type} ", StringComparison.Ordinal));
}
