using System.Text.Json.Nodes;

namespace Chimera.Sites.Publishing;

/// <summary>The hosts that sites can be released to. Whoever knows hosts implements it; sites know nothing of how one gets there.</summary>
public interface IReleaseHosts
{
    /// <returns>What a plan must carry to find the host again; null when no such host is declared.</returns>
    JsonObject? Find(string host);

    /// <param name="host">As <see cref="Find"/> gave it.</param>
    /// <param name="site">The site's name; each site has a place of its own on a host.</param>
    IReleaseHost Open(JsonObject host, string site);
}
