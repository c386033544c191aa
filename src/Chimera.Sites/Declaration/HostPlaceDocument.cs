using System.Text.Json.Nodes;

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

    public static HostPlace Read(JsonNode document) => new(
        document["listen"]!.GetValue<string>(), document["names"]!.GetValue<string>(), document["configuration"]!.GetValue<string>(),
        document["address"]?.GetValue<string>())
    {
        Server = document["server"]?.GetValue<string>() == "caddy" ? WebServerKind.Caddy : WebServerKind.Nginx,
        Tls = document["tls"] is { } tls
            ? new HostTls(tls["certificate"]!.GetValue<string>(), tls["key"]!.GetValue<string>(), tls["redirect_from"]?.GetValue<string>()) : null,
    };
}
