using System.Globalization;
using System.Text.Json.Nodes;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>The order in which JavaScript lists an object's own keys: whole numbers ascending, then the rest as they were added.</summary>
internal static class JsObject
{
    public static IReadOnlyList<string> Keys(JsonObject node)
    {
        var keys = new List<string>(node.Count);
        List<string>? indices = null;
        foreach (var (key, _) in node)
        {
            if (IsIndex(key))
            {
                (indices ??= []).Add(key);
            }
            else
            {
                keys.Add(key);
            }
        }

        if (indices is null)
        {
            return keys;
        }

        indices.Sort((one, other) => Index(one).CompareTo(Index(other)));
        indices.AddRange(keys);
        return indices;
    }

    /// <summary>The keys stand as <see cref="Keys"/> lists them.</summary>
    public static bool IsOrdered(JsonObject node)
    {
        long last = -1;
        for (var at = 0; at < node.Count; at++)
        {
            var key = node.GetAt(at).Key;
            var index = IsIndex(key) ? (long)Index(key) : long.MaxValue;
            if (index < last)
            {
                return false;
            }

            last = index;
        }

        return true;
    }

    /// <summary>Empties an object and gives what was in it, in the order of <see cref="Keys"/>, free to be put elsewhere.</summary>
    public static KeyValuePair<string, JsonNode?>[] TakeAll(JsonObject node)
    {
        if (node.Count == 0)
        {
            return [];
        }

        var entries = new KeyValuePair<string, JsonNode?>[node.Count];
        if (IsOrdered(node))
        {
            for (var at = 0; at < entries.Length; at++)
            {
                entries[at] = node.GetAt(at);
            }
        }
        else
        {
            var keys = Keys(node);
            for (var at = 0; at < entries.Length; at++)
            {
                entries[at] = KeyValuePair.Create(keys[at], node[keys[at]]);
            }
        }

        node.Clear();
        return entries;
    }

    /// <summary>Takes a value out of an object; null when it is null or not there.</summary>
    public static JsonNode? Take(JsonObject node, string key)
    {
        var value = node[key];
        node.Remove(key);
        return value;
    }

    /// <summary>Takes a value out of an object and leaves null in its place, so that the order of the keys stays.</summary>
    public static JsonNode? Detach(JsonObject node, string key)
    {
        var value = node[key];
        node[key] = null;
        return value;
    }

    /// <summary>
    /// <c>{...value}</c>: what a value owns, under a new object. A text owns its UTF-16 units by index, a list its items.
    /// </summary>
    /// <param name="node">Used up.</param>
    public static JsonObject Spread(JsonNode? node)
    {
        if (node is JsonObject { Parent: null } own && IsOrdered(own))
        {
            return own;
        }

        var spread = new JsonObject();
        switch (node)
        {
            case JsonObject map:
                foreach (var (key, value) in TakeAll(map))
                {
                    spread[key] = value;
                }

                break;
            case JsonArray array:
                for (var index = 0; index < array.Count; index++)
                {
                    spread[index.ToString(CultureInfo.InvariantCulture)] = array[index]?.DeepClone();
                }

                break;
            case JsonValue when JsValue.AsString(node) is { } text:
                for (var index = 0; index < text.Length; index++)
                {
                    spread[index.ToString(CultureInfo.InvariantCulture)] = text[index].ToString();
                }

                break;
        }

        return spread;
    }

    /// <summary>The names that every object has without owning them (<c>Object.prototype</c>).</summary>
    public static bool IsInherited(string key) => key is
        "constructor" or "__defineGetter__" or "__defineSetter__" or "hasOwnProperty" or "__lookupGetter__" or "__lookupSetter__"
        or "isPrototypeOf" or "propertyIsEnumerable" or "toString" or "valueOf" or "__proto__" or "toLocaleString";

    /// <summary>A whole number from 0 to 2³²-2 in its shortest form.</summary>
    public static bool IsIndex(string key) =>
        key.Length is > 0 and <= 10 && char.IsAsciiDigit(key[0]) && (key[0] != '0' || key.Length == 1)
        && !key.AsSpan().ContainsAnyExceptInRange('0', '9') && Index(key) < uint.MaxValue;

    public static ulong Index(string key) => ulong.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture);
}
