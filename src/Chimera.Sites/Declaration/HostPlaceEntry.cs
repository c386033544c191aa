using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Declaration;

/// <summary>How a host's web server serves a site, or balances one, as it is written.</summary>
internal sealed record HostPlaceEntry(
    WebServerKind Server, string Listen, string Names, Placed<string>? Nginx, Placed<string>? Caddy, string? Address, Placed<HostTls>? Tls)
{
    /// <param name="what">What is served: <c>the site</c>.</param>
    public static HostPlaceEntry Read(Fields fields, string what) => new(
        fields.Optional("server", SiteScalars.WebServer, WebServerKind.Nginx, "the web server on the hosts"),
        fields.Optional("listen", SiteScalars.Listen, "80", "where the web server listens, as nginx writes it; `{host}` stands for the address of the host"),
        fields.Optional("server_name", SiteScalars.ServerName, "", "the names it answers to, with blanks between; all, if none is given"),
        fields.Maybe("nginx", SiteScalars.AbsolutePath.WithPlace(), "nginx's own configuration on the host, which must include what Chimera writes", "/etc/nginx/nginx.conf"),
        fields.Maybe("caddy", SiteScalars.AbsolutePath.WithPlace(), "Caddy's own Caddyfile on the host, which must import what Chimera writes", "/etc/caddy/Caddyfile"),
        fields.Maybe("address", SiteScalars.HostAddress, $"where {what} is asked on a host; otherwise http (https with `tls`), at the address and port of `listen`"),
        fields.Maybe("tls", HostTlsEntry.Shape.WithPlace(), $"with which certificate {what} is served; `listen` is for https then"));

    public HostPlace Place => new(Listen, Names, Server == WebServerKind.Caddy ? Caddy?.Value ?? "/etc/caddy/Caddyfile" : Nginx?.Value ?? "/etc/nginx/nginx.conf", Address)
    {
        Server = Server, Tls = Tls?.Value,
    };

    /// <summary>Whether it would listen where this one does, for the same names.</summary>
    public bool IsWhere(HostPlaceEntry other) =>
        Names == other.Names && new[] { Listen, Tls?.Value.RedirectFrom }.OfType<string>().Any(one => one == other.Listen || one == other.Tls?.Value.RedirectFrom);

    /// <summary>Says what contradicts itself; then nothing can be served so.</summary>
    /// <param name="what">Whose it is: <c>the site 'docs'</c>.</param>
    /// <param name="key">Under which key it stands.</param>
    public bool IsPossible(string what, string key, Engine.Validation.Findings findings)
    {
        var problem = Tls?.Value is not { } tls ? null
            : Address?.StartsWith("http:", StringComparison.Ordinal) == true ? "its address is asked by http, and it is served with TLS"
            : tls.RedirectFrom == Listen ? $"http is to be led to https from {tls.RedirectFrom}, where https is listened at"
            : null;
        if (problem is not null)
        {
            findings.Add(Finding.Error(
                "sites.host-tls", $"{what} cannot be served so: {problem}", $"correct 'tls:', 'listen:' or 'address:' of '{key}:'", Tls!.Place));
        }

        if ((Server == WebServerKind.Caddy ? Nginx : Caddy) is { } other)
        {
            var (server, rest) = Server == WebServerKind.Caddy ? ("Caddy", "nginx") : ("nginx", "Caddy");
            findings.Add(Finding.Error(
                "sites.host-server", $"{what} is served by {server}, and the configuration of {rest} is named",
                $"correct 'server:' of '{key}:', or remove the other's key", other.Place));
            return false;
        }

        return problem is null;
    }
}
