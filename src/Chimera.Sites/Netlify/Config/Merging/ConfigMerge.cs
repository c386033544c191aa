using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Merging;

/// <summary>Puts configurations over one another, the last one on top. Uses them up.</summary>
internal static class ConfigMerge
{
    public static JsonObject Merge(params IEnumerable<JsonObject> configs) =>
        configs.Aggregate(new JsonObject(), (merged, config) => (JsonObject)DeepMerge.Merge(merged, Cleaned(config))!);

    /// <summary>Drops what is null, at the root and in <c>build</c>, and puts <c>build</c> last.</summary>
    private static JsonObject Cleaned(JsonObject config)
    {
        var build = config["build"];
        config.Remove("build");
        Drop(config, value => value is null);
        config["build"] = build is JsonObject map ? Drop(map, value => value is null) : new JsonObject();
        return config;
    }

    /// <summary>Drops null and blank text, at the root and in <c>build</c>; <c>build</c> comes last.</summary>
    public static JsonObject WithoutEmpty(JsonObject config)
    {
        var build = JsObject.Take(config, "build");
        Drop(config, value => !IsFilled(value));
        config["build"] = Drop((JsonObject)build!, value => !IsFilled(value));
        return config;
    }

    public static JsonObject Drop(JsonObject map, Predicate<JsonNode?> drop)
    {
        for (var at = 0; at < map.Count; at++)
        {
            if (!drop(map.GetAt(at).Value))
            {
                continue;
            }

            foreach (var (key, value) in JsObject.TakeAll(map))
            {
                if (!drop(value))
                {
                    map.Add(key, value);
                }
            }

            return map;
        }

        return map;
    }

    /// <summary>Neither null nor blank text.</summary>
    public static bool IsFilled(JsonNode? value) => value is not null && !(JsValue.AsString(value) is { } text && JsText.IsBlank(text));
}
