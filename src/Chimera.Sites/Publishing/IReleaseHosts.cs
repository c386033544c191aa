using System.Text.Json.Nodes;

namespace Chimera.Sites.Publishing;

/// <summary>The hosts that sites can be released to. Whoever knows hosts implements it; sites know nothing of how one gets there.</summary>
public interface IReleaseHosts
{
    /// <param name="host">What the plan carries of the host, as the host's own realm wrote it.</param>
    /// <param name="site">The site's name; each site has a place of its own on a host.</param>
    IReleaseHost Open(JsonObject host, string site);
}
