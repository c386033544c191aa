using System.Collections.Immutable;

namespace Chimera.Sites.Balancing;

/// <summary>One round of checks, and what it led to.</summary>
/// <param name="Results">By the backend's name.</param>
/// <param name="Before">What was in force before it.</param>
public sealed record BalanceLook(DateTimeOffset At, Balance Balance, ImmutableDictionary<string, CheckResult> Results, WeightsInForce Before)
{
    public bool Shifted => Balance.InForce != Before;
}
