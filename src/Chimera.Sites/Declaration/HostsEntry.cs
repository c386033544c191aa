using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Sites.Declaration;

/// <summary>Which hosts serve a site and how, as it is written.</summary>
internal sealed record HostsEntry(ImmutableArray<Placed<string>> On, HostPlace Where, Placed<HostTls>? Tls)
{
    public HostPlace Place => Where with { Tls = Tls?.Value };

    public static readonly Shape<HostsEntry> Shape = Shapes.Object(fields => new HostsEntry(
        fields.Required("on", Shapes.OneOrMany(SiteScalars.Host.WithPlace()), "hosts of the fleet that serve the site"),
        new HostPlace(
            fields.Optional("listen", SiteScalars.Listen, "80", "where the web server listens, as nginx writes it; `{host}` stands for the address of the host"),
            fields.Optional("server_name", SiteScalars.ServerName, "", "the names it answers to, with blanks between; all, if none is given"),
            fields.Optional("nginx", SiteScalars.AbsolutePath, "/etc/nginx/nginx.conf", "nginx's own configuration on the host; it must include what Chimera writes"),
            fields.Maybe("address", SiteScalars.HostAddress, "where the site is asked on a host; otherwise http (https with `tls`), at the address and port of `listen`")),
        fields.Maybe("tls", HostTlsEntry.Shape.WithPlace(), "with which certificate the site is served; `listen` is for https then")));
}
