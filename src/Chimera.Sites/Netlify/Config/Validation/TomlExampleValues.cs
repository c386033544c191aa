using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>The half of <see cref="TomlExample"/> that writes what stands behind an equals sign.</summary>
internal sealed class TomlExampleValues
{
    private bool _onOneLine;
    private int _depth;

    /// <summary>Where the writer is: keys, and indices of lists.</summary>
    public List<object> Path { get; } = [];

    public static bool HasTables(JsonArray list) => list.Any(item => item is JsonObject);

    public static bool IsWhole(JsonNode? node) => JsNumber.Of(node) is { } number && JsNumber.IsInteger(number);

    public static string Key(string key) => key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? key : JsJson.Quote(key);

    /// <returns>Null for null, which is left out.</returns>
    public string? Text(JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    private void Write(StringBuilder text, JsonNode node)
    {
        switch (node)
        {
            case JsonArray list:
                WriteList(text, list);
                break;
            case JsonObject table:
                WriteInlineTable(text, table);
                break;
            default:
                text.Append(JsValue.AsString(node) is { } value ? JsLines.IndentRest(JsJson.Quote(value), LineStart) : JsValue.Text(node));
                break;
        }
    }

    private void WriteList(StringBuilder text, JsonArray list)
    {
        if (list.Count > 1 && list.Skip(1).Any(item => item is not null && Type(item) != Type(list[0])))
        {
            throw Error("Array cannot contain values of different types.");
        }

        var wasOnOneLine = _onOneLine;
        var onLines = !_onOneLine && list.Any(item => item is not null);
        _onOneLine |= HasTables(list);
        _depth += onLines ? 1 : 0;
        text.Append('[');
        var separator = onLines ? $"\n{LineStart}" : "";
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is { } item)
            {
                Path.Add(index);
                text.Append(separator);
                Write(text, item);
                separator = onLines ? $",\n{LineStart}" : ", ";
                Path.RemoveAt(Path.Count - 1);
            }
        }

        _depth -= onLines ? 1 : 0;
        _onOneLine = wasOnOneLine;
        text.Append(onLines ? $"\n{LineStart}]" : "]");
    }

    private string LineStart => new(' ', 2 * _depth);

    private void WriteInlineTable(StringBuilder text, JsonObject table)
    {
        var wasOnOneLine = _onOneLine;
        _onOneLine = true;
        text.Append('{');
        var separator = "";
        foreach (var key in JsObject.Keys(table).Where(key => table[key] is not null))
        {
            if (key.Length == 0)
            {
                throw Error("Key cannot be an empty string.");
            }

            Path.Add(key);
            text.Append(separator).Append(JsLines.IndentRest(Key(key), LineStart)).Append(" = ");
            Write(text, table[key]!);
            separator = ", ";
            Path.RemoveAt(Path.Count - 1);
        }

        _onOneLine = wasOnOneLine;
        text.Append('}');
    }

    private static JsonValueKind Type(JsonNode? node) =>
        node?.GetValueKind() switch { null => JsonValueKind.Null, JsonValueKind.False => JsonValueKind.True, { } kind => kind };

    public TomlExampleException Error(string message) => new($"{PathText(withIndices: true) ?? "<root>"}: {message}");

    /// <returns>Null when there is no step, or one of them is an empty key.</returns>
    public string? PathText(bool withIndices)
    {
        List<string> steps = [];
        foreach (var step in Path)
        {
            switch (step)
            {
                case string { Length: 0 }:
                    return null;
                case string key:
                    steps.Add(Key(key));
                    break;
                case int index when withIndices:
                    steps.Add($"[{index.ToString(CultureInfo.InvariantCulture)}]");
                    break;
            }
        }

        return steps.Count == 0 ? null : string.Join('.', steps);
    }
}
