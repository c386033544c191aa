using System.Collections.Immutable;

namespace Chimera.Sites.Balancing;

/// <summary>How a site's visitors are divided among its platforms and hosts, as it is declared.</summary>
/// <param name="On">The hosts on which the balancer is to run.</param>
/// <param name="Path">What each backend is asked for, to see whether it serves.</param>
public sealed record BalanceSpec(
    string Site, ImmutableArray<BalanceBackend> Backends, ImmutableArray<string> On, BalancerPlace Place, BalanceRules Rules, string Path);
