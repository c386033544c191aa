using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Sites.Declaration;

/// <summary>Which hosts serve a site and how, as it is written.</summary>
internal sealed record HostsEntry(
    ImmutableArray<Placed<string>> On, WebServerKind Server, string Listen, string Names, Placed<string>? Nginx, Placed<string>? Caddy, string? Address, Placed<HostTls>? Tls)
{
    public static readonly Shape<HostsEntry> Shape = Shapes.Object(fields => new HostsEntry(
        fields.Required("on", Shapes.OneOrMany(SiteScalars.Host.WithPlace()), "hosts of the fleet that serve the site"),
        fields.Optional("server", SiteScalars.WebServer, WebServerKind.Nginx, "the web server on the hosts"),
        fields.Optional("listen", SiteScalars.Listen, "80", "where the web server listens, as nginx writes it; `{host}` stands for the address of the host"),
        fields.Optional("server_name", SiteScalars.ServerName, "", "the names it answers to, with blanks between; all, if none is given"),
        fields.Maybe("nginx", SiteScalars.AbsolutePath.WithPlace(), "nginx's own configuration on the host, which must include what Chimera writes", "/etc/nginx/nginx.conf"),
        fields.Maybe("caddy", SiteScalars.AbsolutePath.WithPlace(), "Caddy's own Caddyfile on the host, which must import what Chimera writes", "/etc/caddy/Caddyfile"),
        fields.Maybe("address", SiteScalars.HostAddress, "where the site is asked on a host; otherwise http (https with `tls`), at the address and port of `listen`"),
        fields.Maybe("tls", HostTlsEntry.Shape.WithPlace(), "with which certificate the site is served; `listen` is for https then")));

    public HostPlace Place => new(Listen, Names, Server == WebServerKind.Caddy ? Caddy?.Value ?? "/etc/caddy/Caddyfile" : Nginx?.Value ?? "/etc/nginx/nginx.conf", Address)
    {
        Server = Server, Tls = Tls?.Value,
    };
}
