using System.Text.Json.Nodes;
using Chimera.Fleet;
using Chimera.Sites.Publishing;

namespace Chimera.Cli.Composition;

/// <summary>The hosts of the fleet, as the sites need them.</summary>
internal sealed class FleetReleaseHosts(FleetRealm fleet) : IReleaseHosts
{
    public JsonObject? Find(string host) => fleet.FindHost(host);

    public IReleaseHost Open(JsonObject host, string site) => new FleetReleaseHost(fleet.Folders.At(host, site));
}
