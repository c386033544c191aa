using System.Security.Cryptography;
using System.Text;
using Chimera.Sites.Declaration;

namespace Chimera.Sites.Balancing;

/// <summary>A web server's configuration as a balancer.</summary>
/// <param name="Digest">By which it is told apart from others: <c>sha256:</c> and 64 hex digits.</param>
public sealed record BalancerConfiguration(string Text, string Digest)
{
    /// <summary>Where a balancer says which weights are in force: the digest of its configuration.</summary>
    public const string Marker = "/.well-known/chimera-balance";

    /// <summary>Stands in a configuration for its own digest.</summary>
    internal const string OwnDigest = "@digest@";

    /// <param name="site">Makes its names differ from those of other sites on the same host.</param>
    public static BalancerConfiguration Of(string site, IReadOnlyList<Backend> backends, WeightsInForce inForce, HostPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Server == WebServerKind.Caddy ? CaddyBalancer.Of(site, backends, inForce, place) : NginxBalancer.Of(site, backends, inForce, place);
    }

    internal static BalancerConfiguration Of(string text)
    {
        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
        return new BalancerConfiguration(text.Replace(OwnDigest, digest, StringComparison.Ordinal), digest);
    }

    /// <summary>With which the names of a site's balancer begin.</summary>
    internal static string PrefixOf(string site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return $"chimera_b{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(site)).AsSpan(0, 4))}";
    }
}
