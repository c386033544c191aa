using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>The half of <see cref="TomlExample"/> that writes what stands behind an equals sign.</summary>
internal sealed class TomlExampleValues
{
    private bool _onOneLine;

    /// <summary>Where the writer is: keys, and indices of lists.</summary>
    public List<object> Path { get; } = [];

    public static bool HasTables(JsonArray list) => list.Any(item => item is JsonObject);

    public static bool IsWhole(JsonNode? node) => JsNumber.Of(node) is { } number && JsNumber.IsInteger(number);

    public static string Key(string key) => key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? key : JsJson.Quote(key);

    /// <returns>Null for null, which is left out.</returns>
    public string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => List(list),
        JsonObject table => InlineTable(table),
        _ when JsValue.AsString(node) is { } text => JsJson.Quote(text),
        _ => JsValue.Text(node),
    };

    private string List(JsonArray list)
    {
        if (list.Count > 1 && list.Skip(1).Any(item => item is not null && Type(item) != Type(list[0])))
        {
            throw Error("Array cannot contain values of different types.");
        }

        var wasOnOneLine = _onOneLine;
        _onOneLine |= HasTables(list);
        List<string> items = [];
        for (var index = 0; index < list.Count; index++)
        {
            Path.Add(index);
            if (Text(list[index]) is { } item)
            {
                items.Add(item);
            }

            Path.RemoveAt(Path.Count - 1);
        }

        _onOneLine = wasOnOneLine;
        return !_onOneLine && items.Count > 0
            ? $"[\n{JsLines.Indent(string.Join(",\n", items), "  ", skipBlank: false)}\n]"
            : $"[{string.Join(", ", items)}]";
    }

    private string InlineTable(JsonObject table)
    {
        var wasOnOneLine = _onOneLine;
        _onOneLine = true;
        List<string> pairs = [];
        foreach (var key in JsObject.Keys(table).Where(key => table[key] is not null))
        {
            if (key.Length == 0)
            {
                throw Error("Key cannot be an empty string.");
            }

            Path.Add(key);
            pairs.Add($"{Key(key)} = {Text(table[key])}");
            Path.RemoveAt(Path.Count - 1);
        }

        _onOneLine = wasOnOneLine;
        return $"{{{string.Join(", ", pairs)}}}";
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
