using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>Everything that a simulation does not leave to the engine: who is there, what is wanted, and what goes wrong.</summary>
/// <param name="Seed">Chooses the order of turns and every delay; with the rest it fixes the whole history.</param>
/// <param name="Crashes">The controller is killed after so many turns of its first life, of its second, and so on; then it lives.</param>
/// <param name="Away">How long it is away after a crash, an interruption or a full disk.</param>
/// <param name="StopAt">A person asks the first life to stop; null for never.</param>
/// <param name="DiskFull">When the controller's record cannot be written; null for never.</param>
/// <param name="Rival">A second controller, with a record of its own, that wants the same targets; null for none.</param>
internal sealed record Scenario(
    ulong Seed,
    ImmutableArray<ScenarioTarget> Targets,
    ImmutableArray<int> Crashes,
    TimeSpan Away,
    TimeSpan? StopAt,
    Span? DiskFull,
    Rival? Rival)
{
    /// <summary>The plan that the first controller carries out.</summary>
    public Plan Plan { get; } = new(PlanIntent.Deploy, $"scenario {Seed}", [.. Targets.Select(target => target.Step)]);

    /// <summary>A scenario in which nothing goes wrong but what its targets say.</summary>
    public static Scenario Of(ulong seed, params ImmutableArray<ScenarioTarget> targets) =>
        new(seed, targets, [], TimeSpan.FromSeconds(10), null, null, null);
}
