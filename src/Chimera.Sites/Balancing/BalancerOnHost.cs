using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Sites.Declaration;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Balancing;

/// <summary>A site's balancer on one host: what its web server is told there, which names its generation, and how one gets there.</summary>
internal sealed class BalancerOnHost(BalanceSpec spec, BalanceEdge.Host edge, IReleaseHosts hosts)
{
    // Folders of sites have their names; that no site has this one, the declaration sees to.
    private const string FolderSuffix = ".balance";

    public IReleaseHost Host { get; } = hosts.Open(edge.Access, FolderOf(spec.Site));

    public string Name => edge.Name;

    public static string FolderOf(string site) => site + FolderSuffix;

    /// <summary>What the web server is told, so that these weights are in force.</summary>
    public async Task<BalancerConfiguration> ConfigurationAsync(WeightsInForce inForce, CancellationToken cancel)
    {
        var backends = await Task.WhenAll(spec.Backends.Select(backend => backend.FindAsync(hosts, spec.Site, cancel)));
        return BalancerConfiguration.Of(spec.Site, backends, inForce, await PlaceAsync(cancel));
    }

    public async Task<(BalancerConfiguration Configuration, GenerationId Generation)> DeclaredAsync(CancellationToken cancel)
    {
        var configuration = await ConfigurationAsync(spec.Begin(DateTimeOffset.UnixEpoch).InForce, cancel);
        return (configuration, new GenerationId(configuration.Digest));
    }

    /// <summary>With the host's own address in it.</summary>
    public async Task<HostPlace> PlaceAsync(CancellationToken cancel) => spec.Place.On(await Host.AddressAsync(cancel));

    /// <summary>Where it says which weights are in force, and by which name it is asked.</summary>
    public async Task<(Uri Address, string? Name)> MarkerAsync(CancellationToken cancel) =>
        (new Uri(spec.Place.AddressOn(await Host.AddressAsync(cancel)), BalancerConfiguration.Marker), spec.Place.FirstName);

    /// <summary>What is declared, as lines that can be told apart from those of another generation.</summary>
    public async Task<JsonObject> DescribeAsync(CancellationToken cancel)
    {
        var place = await PlaceAsync(cancel);
        JsonObject lines = new() { ["listen"] = place.Listen, ["server_name"] = place.Names };
        if (place.Tls is { } tls)
        {
            (lines["certificate"], lines["redirect_from"]) = (tls.Certificate, tls.RedirectFrom ?? "");
        }

        var shares = spec.Begin(DateTimeOffset.UnixEpoch).InForce.Shares;
        for (var index = 0; index < spec.Backends.Length; index++)
        {
            var backend = await spec.Backends[index].FindAsync(hosts, spec.Site, cancel);
            lines[$"weight of {backend.Name}"] = $"{shares[index].Percent:0.0} %";
            lines[$"address of {backend.Name}"] = $"{backend.Address} as {backend.Host}";
        }

        return lines;
    }
}
