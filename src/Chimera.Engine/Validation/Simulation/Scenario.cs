using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>Everything that a simulation does not leave to the engine: who is there, what is wanted, and what goes wrong.</summary>
/// <param name="Seed">Chooses the order of turns and every delay; with the rest it fixes the whole history.</param>
/// <param name="Plan">What the first controller carries out.</param>
/// <param name="Crashes">The controller is killed after so many turns of its first life, of its second, and so on; then it lives.</param>
/// <param name="Away">How long it is away after a crash, an interruption or a full disk.</param>
/// <param name="StopAt">A person asks the first life to stop; null for never.</param>
/// <param name="DiskFull">When the controller's record cannot be written; null for never.</param>
/// <param name="Rival">A second controller, with a record of its own, that wants the same targets; null for none.</param>
internal sealed record Scenario(
    ulong Seed,
    Plan Plan,
    ImmutableArray<ScenarioTarget> Targets,
    ImmutableArray<int> Crashes,
    TimeSpan Away,
    TimeSpan? StopAt,
    Span? DiskFull,
    Rival? Rival)
{
    /// <summary>A second controller that plans when it begins; null for none.</summary>
    public Twin? Twin { get; init; }

    /// <summary>How the first controller's clock jumps; null for not at all.</summary>
    public ClockJump? Clock { get; init; }

    /// <summary>A person panics; null for never.</summary>
    public PanicAt? Panic { get; init; }

    /// <summary>The kinds of faults that are in it.</summary>
    public ImmutableSortedSet<FaultKind> Faults =>
    [
        .. Targets.SelectMany(target => target.Kinds),
        .. If(!Crashes.IsEmpty, FaultKind.Crash),
        .. If(StopAt is not null, FaultKind.Stop),
        .. If(DiskFull is not null, FaultKind.Record),
        .. If(Rival is not null, FaultKind.Rival),
        .. If(Twin is not null, FaultKind.Twin),
        .. If(Clock is not null, FaultKind.Clock),
        .. If(Panic is not null, FaultKind.Panic),
    ];

    /// <summary>A scenario in which nothing goes wrong but what its targets say.</summary>
    public static Scenario Of(ulong seed, params ImmutableArray<ScenarioTarget> targets) =>
        new(seed, PlanOf(seed, targets), targets, [], TimeSpan.FromSeconds(10), null, null, null);

    /// <summary>The plan that leads the targets of a made-up scenario where it wants them.</summary>
    public static Plan PlanOf(ulong seed, ImmutableArray<ScenarioTarget> targets) =>
        new(PlanIntent.Deploy, $"scenario {seed}", [.. targets.Select(target => target.Step)]);

    private static IEnumerable<FaultKind> If(bool there, FaultKind kind) => there ? [kind] : [];
}
