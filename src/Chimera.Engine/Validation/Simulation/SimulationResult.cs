using System.Collections.Immutable;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>What one simulation came to.</summary>
/// <param name="Trace">What happened, a line each: virtual seconds, who, what.</param>
/// <param name="Violations">Every invariant that was broken; empty when the engine kept its word.</param>
/// <param name="Reached">How often each branch of interest was taken.</param>
/// <param name="Turns">How many turns it took.</param>
public sealed record SimulationResult(
    ulong Seed, ImmutableArray<string> Trace, ImmutableArray<string> Violations, ImmutableSortedDictionary<string, int> Reached, int Turns);
