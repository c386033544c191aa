using Chimera.Documents.Yaml;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>Tells a service that is a static site, or was meant to be one.</summary>
internal static class StaticSites
{
    public static bool IsMeant(YamlNode.Map service)
    {
        var type = Text(service["type"]);
        var runtime = Text(service["runtime"] ?? service["env"]);
        return runtime == "static"
            || type is "static" or "static_site" or "static-site"
            || (runtime is null && service["startCommand"] is null
            && service.Entries.Any(entry => entry.Name is "staticPublishPath" or "routes" or "headers"));
    }

    private static string? Text(YamlNode? node) => (node as YamlNode.Scalar)?.Text;
}
