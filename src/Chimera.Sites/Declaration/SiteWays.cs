using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Declaration;

/// <summary>Makes of what a site says of its platforms the ways to them.</summary>
internal sealed class SiteWays(Named<SiteEntry> site, string folder, IReleaseHosts hosts, Engine.Validation.Findings findings)
{
    public IEnumerable<SiteWay> To(Platform platform) => platform switch
    {
        Platform.Netlify when site.Value.Netlify is { } netlify =>
            [new SiteWay(platform, null, new Connection.Netlify(netlify.Site.Value, netlify.Api, netlify.Token.In(folder)), netlify.Address)],
        Platform.Render when site.Value.Render is { } render =>
            [new SiteWay(platform, null, new Connection.Render(render.Service.Value, render.Api, render.Token.In(folder)), render.Address)],
        Platform.Host when site.Value.Host is { } entry => entry.On.DistinctBy(name => name.Value).Select(name => ToHost(entry, name)).OfType<SiteWay>(),
        _ => [new SiteWay(platform, null, null, null)],
    };

    private SiteWay? ToHost(HostsEntry entry, Placed<string> name)
    {
        if (hosts.Find(name.Value) is not { } access)
        {
            findings.Add(Finding.Error(
                "sites.host-unknown", $"the site '{site.Name}' is to be served by {name.Value}, and there is no such host", "declare it under 'fleet: hosts:'", name.Place));
            return null;
        }

        var host = hosts.Open(access, site.Name).Address;
        return new SiteWay(Platform.Host, name.Value, new Connection.Host(access, entry.Place), AddressOf(entry, host, name));
    }

    private Uri? AddressOf(HostsEntry entry, string host, Placed<string> name)
    {
        var text = entry.Address?.Replace("{host}", host, StringComparison.Ordinal) ?? DefaultAddress(entry.Place.Listen, host);
        if (Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            return address;
        }

        findings.Add(Finding.Error(
            "sites.address-unusable", $"'{text}', where the site '{site.Name}' is to be asked on {name.Value}, is no address", "write an address, with {host} for the host's own", name.Place));
        return null;
    }

    // An address that is listened at is one that answers; a bare port is one of all the host's addresses.
    private static string DefaultAddress(string listen, string host)
    {
        var colon = listen.LastIndexOf(':');
        var bound = colon < 0 ? "" : listen[..colon];
        return $"http://{(bound is "" or "0.0.0.0" or "[::]" ? host : bound)}:{listen[(colon + 1)..]}/";
    }
}
