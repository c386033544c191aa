using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>
/// <c>JSON.stringify</c> (ECMA-262, SerializeJSONProperty): only what must be escaped is, and a lone surrogate becomes <c>\ud800</c>.
/// </summary>
internal static class JsJson
{
    /// <param name="indent">Spaces per level; 0 writes everything on one line.</param>
    public static string Stringify(JsonNode? node, int indent = 0)
    {
        var text = new StringBuilder();
        Write(text, node, indent, 0);
        return text.ToString();
    }

    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        Quote(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, int indent, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: 0 }:
                text.Append("{}");
                break;
            case JsonArray { Count: 0 }:
                text.Append("[]");
                break;
            case JsonObject map:
                WriteItems(text, '{', '}', JsObject.Keys(map), indent, depth, key =>
                {
                    Quote(text, key);
                    text.Append(indent > 0 ? ": " : ":");
                    Write(text, map[key], indent, depth + 1);
                });
                break;
            case JsonArray array:
                WriteItems(text, '[', ']', array, indent, depth, item => Write(text, item, indent, depth + 1));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Quote(text, value.GetValue<string>());
                break;
            case JsonValue value when JsNumber.Of(value) is { } number && !double.IsFinite(number):
                text.Append("null");
                break;
            default:
                text.Append(JsValue.Text(node));
                break;
        }
    }

    private static void WriteItems<T>(
        StringBuilder text, char open, char close, IEnumerable<T> items, int indent, int depth, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            NewLine(text, indent, depth + 1);
            write(item);
        }

        NewLine(text, indent, depth);
        text.Append(close);
    }

    private static void NewLine(StringBuilder text, int indent, int depth)
    {
        if (indent > 0)
        {
            text.Append('\n').Append(' ', indent * depth);
        }
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        for (var at = 0; at < value.Length; at++)
        {
            var c = value[at];
            if (char.IsHighSurrogate(c) && at + 1 < value.Length && char.IsLowSurrogate(value[at + 1]))
            {
                text.Append(c).Append(value[++at]);
                continue;
            }

            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ when char.IsSurrogate(c) => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
