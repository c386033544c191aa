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

        return new SiteWay(Platform.Host, name.Value, new Connection.Host(access, entry.Place), Address: null);
    }
}
