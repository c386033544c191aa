using System.Collections.Immutable;
using Chimera.Sites.Balancing.Dns;
using Chimera.Sites.Declaration;

namespace Chimera.Sites.Balancing;

/// <summary>How a site's visitors are divided among its platforms and hosts, as it is declared.</summary>
/// <param name="On">The hosts on which the balancer runs.</param>
/// <param name="Place">How a host runs it, with <c>{host}</c> still in it.</param>
/// <param name="Path">What each backend is asked for, to see whether it serves.</param>
/// <param name="Dns">The same weights in DNS; null where they are not there.</param>
public sealed record BalanceSpec(
    string Site, ImmutableArray<BalanceBackend> Backends, ImmutableArray<string> On, HostPlace Place, BalanceRules Rules, string Path, BalanceDns? Dns = null)
{
    /// <summary>Everything trusted, as it is declared.</summary>
    /// <param name="now">From when its intervals are counted.</param>
    internal Balance Begin(DateTimeOffset now) => Balance.Of(Backends.Select(backend => (backend.Name, backend.Weight)), Rules, now);
}
