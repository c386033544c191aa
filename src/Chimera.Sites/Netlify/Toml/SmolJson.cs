using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Documents.Toml;

namespace Chimera.Sites.Netlify.Toml;

/// <summary>What is left of TOML values after <c>JSON.parse(JSON.stringify(…))</c>.</summary>
internal static class SmolJson
{
    private const double Exact = 1L << 53;

    public static JsonObject Of(string text, TomlTable table, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var result = new JsonObject();
        var hasIndexes = false;
        foreach (var entry in table.Entries)
            hasIndexes |= IsIndex(entry.Key, out _);
        if (hasIndexes)
            AddIndexes(text, table, result, stop);
        foreach (var entry in table.Entries)
        {
            if (!hasIndexes || !IsIndex(entry.Key, out _))
                result.Add(entry.Key, Of(text, entry.Value, stop));
        }

        return result;
    }

    private static void AddIndexes(string text, TomlTable table, JsonObject result, CancellationToken stop)
    {
        var indexes = new SortedDictionary<uint, TomlEntry>();
        foreach (var entry in table.Entries)
        {
            if (IsIndex(entry.Key, out var index))
                indexes.Add(index, entry);
        }

        foreach (var entry in indexes.Values)
            result.Add(entry.Key, Of(text, entry.Value, stop));
    }

    private static JsonNode? Of(string text, TomlValue value, CancellationToken stop) => value switch
    {
        TomlTable table => Of(text, table, stop),
        TomlArray array => Array(text, array, stop),
        TomlValue.String one => JsonValue.Create(Text(text, one)),
        TomlValue.Boolean one => JsonValue.Create(one.IsTrue),
        TomlValue.Integer one => JsonValue.Create(one.Number),
        TomlValue.Float one => Number(one.Number),
        _ => JsonValue.Create(SmolDates.Print(text, value)),
    };

    private static JsonArray Array(string text, TomlArray array, CancellationToken stop)
    {
        var result = new JsonArray();
        foreach (var item in array.Items)
            result.Add(Of(text, item, stop));
        return result;
    }

    private static JsonValue? Number(double number) =>
        !double.IsFinite(number) ? null
        : double.IsInteger(number) && Math.Abs(number) <= Exact ? JsonValue.Create((long)number)
        : JsonValue.Create(number);

    // smol-toml loses the one or two quotes before the closing three when a backslash at the end of a line comes right before them.
    private static string Text(string text, TomlValue.String value)
    {
        if (value.Quotes != TomlQuotes.MultilineBasic || !value.Text.EndsWith('"'))
            return value.Text;
        var content = text.AsSpan(value.Span.Start + 3, value.Span.Length - 6);
        var before = content.TrimEnd('"');
        var line = before.TrimEnd(" \t\r\n");
        var slashes = line.Length - line.TrimEnd('\\').Length;
        return slashes % 2 == 1 && line.Length < before.Length && before[line.Length..].Contains('\n')
            ? value.Text[..^(content.Length - before.Length)]
            : value.Text;
    }

    /// <summary>Whether JavaScript takes a key for the index of an array: 0 to 2³²-2, written the plain way.</summary>
    private static bool IsIndex(string key, out uint index)
    {
        index = 0;
        return key.Length is > 0 and < 11 && char.IsAsciiDigit(key[0]) && (key.Length == 1 || key[0] != '0')
            && uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index != uint.MaxValue;
    }
}
