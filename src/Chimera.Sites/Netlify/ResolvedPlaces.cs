using System.Text.Json.Nodes;
using Chimera.Documents.Toml;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Netlify.Config.Steps;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify;

/// <summary>Where the values of a resolved configuration are written.</summary>
internal sealed class ResolvedPlaces(TomlDocument? document, ConfigPlaces? places)
{
    public static ResolvedPlaces Of(NetlifyConfigResult result, DeployContext context)
    {
        if (result.Document is not { } document)
        {
            return new ResolvedPlaces(null, null);
        }

        var names = new JsonObject();
        foreach (var entry in document.Find("context")?.Value is TomlTable contexts ? contexts.Entries : [])
        {
            names[entry.Key] = null;
        }

        return new ResolvedPlaces(document, new ConfigPlaces(document, [.. Contexts.Matching(names, context)]));
    }

    /// <returns>Null when the value is a default.</returns>
    public Written? Find(params string[] keys)
    {
        var path = ConfigPath.Of(keys);
        return places?.Find(path) is { Entry: { } entry } node && entry.Key.Equals(keys[^1], StringComparison.OrdinalIgnoreCase)
            ? new Written(document!.Source.PlaceOf(entry.Written), node.Value.Span)
            : null;
    }
}
