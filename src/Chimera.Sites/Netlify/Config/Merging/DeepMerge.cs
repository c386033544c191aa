using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Merging;

/// <summary>
/// The merge of the package deepmerge 4, with Netlify's way of merging lists. Both sides are used up: what survives is moved, not copied.
/// </summary>
internal static class DeepMerge
{
    /// <param name="target">What is overridden.</param>
    /// <param name="source">What wins.</param>
    public static JsonNode? Merge(JsonNode? target, JsonNode? source) => source switch
    {
        JsonArray list => target is JsonArray old ? MergeLists(old, list) : Copied(list),
        JsonObject map => target is JsonArray ? Copied(map) : MergeObjects(target, map),
        _ => source,
    };

    /// <summary>A copy drops, in every object, the names that all objects inherit: deepmerge takes them for an attack.</summary>
    private static JsonNode? Copied(JsonNode? value) => value switch
    {
        JsonArray list => MergeLists([], list),
        JsonObject map => MergeObjects(new JsonObject(), map),
        _ => value,
    };

    private static JsonObject MergeObjects(JsonNode? target, JsonObject source)
    {
        var merged = new JsonObject();
        var own = target as JsonObject;
        var over = JsObject.TakeAll(source);
        var overriding = own is { Count: > 0 } ? over.ToDictionary(StringComparer.Ordinal) : [];
        HashSet<string> seen = [];
        foreach (var (key, old) in own is null ? [] : JsObject.TakeAll(own))
        {
            merged[key] = !overriding.TryGetValue(key, out var value) ? Copied(old)
                : value is JsonObject or JsonArray ? Merge(old, value)
                : value;
            seen.Add(key);
        }

        foreach (var (key, value) in over)
        {
            if (!seen.Contains(key) && (own is null || !JsObject.IsInherited(key)))
            {
                merged[key] = Copied(value);
            }
        }

        return merged;
    }

    /// <summary>A list overrides the other, except lists of plugins: those with the same package are merged.</summary>
    private static JsonArray MergeLists(JsonArray target, JsonArray source)
    {
        if (!IsListOfPlugins(target) || !IsListOfPlugins(source))
        {
            return source;
        }

        var merged = new List<JsonNode>();
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var plugin in Items(target).Concat(Items(source)))
        {
            var package = plugin!["package"]!.GetValue<string>();
            if (indices.TryGetValue(package, out var index))
            {
                merged[index] = Merge(merged[index], plugin)!;
            }
            else
            {
                indices[package] = merged.Count;
                merged.Add(Copied(plugin)!);
            }
        }

        return [.. merged];
    }

    private static bool IsListOfPlugins(JsonArray list) => list.All(item => item is JsonObject map && JsValue.IsString(map["package"]));

    private static List<JsonNode?> Items(JsonArray list)
    {
        var items = list.ToList();
        list.Clear();
        return items;
    }
}
