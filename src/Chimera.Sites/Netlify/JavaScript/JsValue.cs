using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>
/// JavaScript's view of a JSON value. A null node is <c>null</c>; <c>undefined</c> is a key that is not there, which the caller asks about.
/// </summary>
internal static class JsValue
{
    /// <summary><c>String(value)</c>, which is also what a template literal does.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        null => "null",
        JsonArray array => string.Join(',', array.Select(item => item is null ? "" : Text(item))),
        JsonObject => "[object Object]",
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => JsNumber.Text(JsNumber.Of(node)!.Value),
            _ => "null",
        },
    };

    /// <summary><c>Boolean(value)</c>.</summary>
    public static bool IsTruthy(JsonNode? node) => node switch
    {
        null => false,
        JsonArray or JsonObject => true,
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>().Length > 0,
            JsonValueKind.True => true,
            JsonValueKind.Number => JsNumber.Of(node) is var number && number != 0 && !double.IsNaN(number!.Value),
            _ => false,
        },
    };

    public static bool IsString(JsonNode? node) => node is JsonValue && node.GetValueKind() == JsonValueKind.String;

    public static bool IsBoolean(JsonNode? node) => node is JsonValue && node.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    public static bool IsNumber(JsonNode? node) => node is JsonValue && node.GetValueKind() == JsonValueKind.Number;

    /// <summary>The text of a string; null for anything else.</summary>
    public static string? AsString(JsonNode? node) => IsString(node) ? node!.GetValue<string>() : null;
}
