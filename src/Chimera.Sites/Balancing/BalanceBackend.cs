using Chimera.Sites.Declaration;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Balancing;

/// <summary>A backend as it is declared: a platform has an address, a host is first to be asked for its own.</summary>
/// <param name="Address">Null for a host.</param>
/// <param name="At">Null for a platform.</param>
public sealed record BalanceBackend(string Name, int Weight, Uri? Address, Connection.Host? At)
{
    /// <param name="site">The site's name.</param>
    public async Task<Backend> FindAsync(IReleaseHosts hosts, string site, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        if (At is null)
        {
            return new Backend(Name, Weight, Address!, Address!.Authority);
        }

        var address = At.Place.AddressOn(await hosts.Open(At.Access, site).AddressAsync(cancel));
        return new Backend(Name, Weight, address, At.Place.FirstName ?? address.Authority);
    }
}
