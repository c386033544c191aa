using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Sites.Declaration;

/// <summary>A web server's place as members of a JSON object and back, without loss.</summary>
internal static class HostPlaceDocument
{
    public static void Write(HostPlace place, JsonObject document)
    {
        document["server"] = place.Server == WebServerKind.Caddy ? "caddy" : "nginx";
        document["listen"] = place.Listen;
        document["names"] = place.Names;
        document["configuration"] = place.Configuration;
        document["address"] = place.Address;
        document["tls"] = place.Tls is { } tls
            ? new JsonObject { ["certificate"] = tls.Certificate, ["key"] = tls.Key, ["redirect_from"] = tls.RedirectFrom } : null;
    }

    /// <exception cref="FormatException">They are none.</exception>
    public static HostPlace Read(JsonObject document) => new(
        document.Text("listen"), document.Text("names"), document.Text("configuration"), document.TextOrNull("address"))
    {
        Server = document.TextOrNull("server") == "caddy" ? WebServerKind.Caddy : WebServerKind.Nginx,
        Tls = document.PartOrNull("tls") is { } tls
            ? new HostTls(tls.Text("certificate"), tls.Text("key"), tls.TextOrNull("redirect_from")) : null,
    };
}
