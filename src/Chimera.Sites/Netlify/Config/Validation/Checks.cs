using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>Types that many requirements ask for.</summary>
internal static class Checks
{
    public static bool IsObject(JsonNode? value) => value is JsonObject;

    public static bool IsListOfObjects(JsonNode? value) => value is JsonArray list && list.All(IsObject);

    public static bool IsListOfStrings(JsonNode? value) => value is JsonArray list && list.All(JsValue.IsString);

    public static bool IsStringOrListOfStrings(JsonNode? value) => JsValue.IsString(value) || IsListOfStrings(value);

    public static bool IsOneOf(JsonNode? value, params IEnumerable<string> words) =>
        JsValue.AsString(value) is { } text && words.Contains(text, StringComparer.Ordinal);

    /// <summary>Text and lists have indices for keys; other values have none.</summary>
    public static bool HasOnlyKeys(JsonNode? value, params IEnumerable<string> keys) => value switch
    {
        JsonObject map => map.All(entry => keys.Contains(entry.Key, StringComparer.Ordinal)),
        JsonArray list => list.Count == 0,
        _ => JsValue.AsString(value) is not { Length: > 0 },
    };
}
