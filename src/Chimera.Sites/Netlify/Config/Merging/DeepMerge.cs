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
        JsonObject map => target is JsonArray ? Copied(map) : MergeObjects(target as JsonObject, map),
        _ => source,
    };

    /// <summary>A copy drops, in every object, the names that all objects inherit: deepmerge takes them for an attack.</summary>
    private static JsonNode? Copied(JsonNode? value) => value switch
    {
        JsonArray list => list.Count > 0 && IsListOfPlugins(list) ? MergeLists([], list) : list,
        JsonObject map => Copied(map, withInherited: false),
        _ => value,
    };

    private static JsonObject Copied(JsonObject map, bool withInherited)
    {
        map = Ordered(map);
        for (var at = 0; at < map.Count; at++)
        {
            var (key, value) = map.GetAt(at);
            if (!withInherited && JsObject.IsInherited(key))
            {
                map.RemoveAt(at--);
                continue;
            }

            Put(map, at, value, Copied(value));
        }

        return map;
    }

    private static JsonObject MergeObjects(JsonObject? target, JsonObject source)
    {
        if (target is null or { Count: 0 })
        {
            return Copied(source, withInherited: target is null);
        }

        var merged = Ordered(target);
        var overridden = new bool[merged.Count];
        foreach (var (key, value) in JsObject.TakeAll(source))
        {
            if (merged.IndexOf(key) is >= 0 and var at)
            {
                overridden[at] = true;
                var old = merged.GetAt(at).Value;
                Put(merged, at, old, value is JsonObject or JsonArray ? Merge(old, value) : value);
            }
            else if (!JsObject.IsInherited(key))
            {
                merged.Add(key, Copied(value));
            }
        }

        for (var at = 0; at < overridden.Length; at++)
        {
            if (!overridden[at])
            {
                var old = merged.GetAt(at).Value;
                Put(merged, at, old, Copied(old));
            }
        }

        return merged;
    }

    private static JsonObject Ordered(JsonObject map) =>
        JsObject.IsOrdered(map) ? map : new JsonObject(JsObject.TakeAll(map));

    private static void Put(JsonObject map, int at, JsonNode? old, JsonNode? value)
    {
        if (!ReferenceEquals(old, value))
        {
            map.SetAt(at, value);
        }
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

    private static bool IsListOfPlugins(JsonArray list)
    {
        for (var at = 0; at < list.Count; at++)
        {
            if (list[at] is not JsonObject map || !JsValue.IsString(map["package"]))
            {
                return false;
            }
        }

        return true;
    }

    private static List<JsonNode?> Items(JsonArray list)
    {
        var items = list.ToList();
        list.Clear();
        return items;
    }
}
