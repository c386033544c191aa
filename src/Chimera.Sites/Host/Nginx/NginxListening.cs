using Chimera.Sites.Declaration;

namespace Chimera.Sites.Host.Nginx;

/// <summary>Where nginx listens for a site, and with which certificate.</summary>
internal static class NginxListening
{
    // What Mozilla's guidelines call intermediate: all browsers of the last years, nothing that is known to be weak.
    private const string Ciphers =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
        + "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

    /// <summary>The lines of the site's own server.</summary>
    public static string Of(HostPlace place) => place.Tls is not { } tls ? $"listen {place.Listen};\n{Names(place)}" :
        $$"""
        listen {{place.Listen}} ssl http2;
        {{Names(place)}}    ssl_certificate {{tls.Certificate}};
            ssl_certificate_key {{tls.Key}};
            ssl_protocols TLSv1.2 TLSv1.3;
            ssl_ciphers {{Ciphers}};
            ssl_prefer_server_ciphers off;
            ssl_session_cache shared:chimera_tls:10m;
            ssl_session_timeout 1d;
            ssl_session_tickets off;

        """;

    /// <summary>A server that leads from http to https; nothing where none is wanted.</summary>
    public static string Redirecting(HostPlace place)
    {
        if (place.Tls?.RedirectFrom is not { } from)
        {
            return "";
        }

        var port = place.Listen[(place.Listen.LastIndexOf(':') + 1)..];
        return $$"""
            server {
                listen {{from}};
            {{Names(place)}}    server_tokens off;
                return 301 https://$host{{(port == "443" ? "" : $":{port}")}}$request_uri;
            }

            """;
    }

    private static string Names(HostPlace place) => place.Names.Length == 0 ? "" : $"    server_name {place.Names};\n";
}
