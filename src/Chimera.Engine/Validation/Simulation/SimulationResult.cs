using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>What one simulation came to.</summary>
/// <param name="Trace">
/// What happened, a line each: virtual seconds, who, what. After the first <paramref name="Story"/> lines everything is whole again and is
/// rolled back, to show that it can be.
/// </param>
/// <param name="Violations">Every invariant that was broken; empty when the engine kept its word.</param>
/// <param name="Reached">How often each branch of interest was taken.</param>
/// <param name="Turns">How many turns it took.</param>
/// <param name="Story">How many lines of the trace tell of the rollout itself.</param>
public sealed record SimulationResult(
    ulong Seed, ImmutableArray<string> Trace, ImmutableArray<string> Violations, ImmutableSortedDictionary<string, int> Reached, int Turns, int Story)
{
    /// <summary>Of the whole trace: two runs with one digest are one and the same history.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Trace))));

    /// <summary>How the rollout ended for each target; empty when it did not end.</summary>
    public ImmutableSortedDictionary<TargetId, Outcome> Outcomes { get; init; } = ImmutableSortedDictionary<TargetId, Outcome>.Empty;

    /// <summary>From the beginning to the rollout's report, in virtual time.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The targets on which a new generation began to run that cannot pass its checks there.</summary>
    public ImmutableSortedSet<TargetId> Exposed { get; init; } = [];

    /// <summary>The groups that the rollout stopped because of failures.</summary>
    public ImmutableHashSet<GroupId> Stopped { get; init; } = [];

    /// <summary>How often the controller was killed, stopped or out of disk space, and took the rollout up again.</summary>
    public int Resumed { get; init; }

    /// <summary>The kinds of faults that were drawn, also those that in the end did not get in the way.</summary>
    public ImmutableSortedSet<FaultKind> Faults { get; init; } = FaultKinds.None;

    /// <summary>The same by target; targets with whom nothing was wrong are left out.</summary>
    public ImmutableSortedDictionary<TargetId, ImmutableSortedSet<FaultKind>> FaultsByTarget { get; init; } =
        ImmutableSortedDictionary<TargetId, ImmutableSortedSet<FaultKind>>.Empty;
}
