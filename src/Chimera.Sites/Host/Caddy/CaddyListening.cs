using Chimera.Sites.Declaration;

namespace Chimera.Sites.Host.Caddy;

/// <summary>Where Caddy listens for a site, and with which certificate.</summary>
internal static class CaddyListening
{
    /// <summary>The head of the site's block.</summary>
    public static string Of(HostPlace place) => Head(place.Tls is null ? "http" : "https", place.Listen, place.Names)
        + (place.Tls is not { } tls ? "" : $"    tls {CaddyText.Quoted(tls.Certificate)} {CaddyText.Quoted(tls.Key)} {{\n        protocols tls1.2 tls1.3\n    }}\n");

    /// <summary>A site that leads from http to https; nothing where none is wanted.</summary>
    public static string Redirecting(HostPlace place)
    {
        if (place.Tls?.RedirectFrom is not { } from)
        {
            return "";
        }

        var port = Port(place.Listen);
        return $"{Head("http", from, place.Names)}    redir * `https://{{http.request.host}}{(port == "443" ? "" : $":{port}")}{{http.request.orig_uri}}` 301\n}}\n";
    }

    private static string Head(string scheme, string listen, string names)
    {
        var bound = listen.StartsWith("unix:", StringComparison.Ordinal) ? $"unix/{listen["unix:".Length..]}"
            : listen.LastIndexOf(':') is var colon and > 0 ? listen[..colon].Trim('[', ']') : "";
        var addresses = names.Split(' ', StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty("").Select(name => $"{scheme}://{name}:{Port(listen)}");
        return $"{string.Join(", ", addresses)} {{\n{(bound.Length == 0 ? "" : $"    bind `{bound}`\n")}";
    }

    private static string Port(string listen) => listen.StartsWith("unix:", StringComparison.Ordinal) ? "80" : listen[(listen.LastIndexOf(':') + 1)..];
}
