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

    /// <summary>The names that every object has without owning them (<c>Object.prototype</c>).</summary>
    public static bool IsInherited(string key) => key is
        "constructor" or "__defineGetter__" or "__defineSetter__" or "hasOwnProperty" or "__lookupGetter__" or "__lookupSetter__"
        or "isPrototypeOf" or "propertyIsEnumerable" or "toString" or "valueOf" or "__proto__" or "toLocaleString";

    /// <summary>A whole number from 0 to 2³²-2 in its shortest form.</summary>
    public static bool IsIndex(string key) =>
        key.Length is > 0 and <= 10 && char.IsAsciiDigit(key[0]) && (key[0] != '0' || key.Length == 1) && key.All(char.IsAsciiDigit)
        && Index(key) < uint.MaxValue;

    public static ulong Index(string key) => ulong.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture);
}
