using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>
/// Writes a value into an error message as Netlify does: TOML 0.4 as the package tomlify-j0.4 3.0.0 writes it, two spaces per level,
/// whole numbers without a point. Its oddities are kept: what it cannot tell apart from a table array it leaves out.
/// </summary>
internal sealed class TomlExample
{
    private const string Space = "  ";

    private readonly List<string> _lines = [];
    private readonly TomlExampleValues _values = new();
    private int _level;
    private bool _inTableArray;

    /// <exception cref="TomlExampleException">A list mixes types, or a key is empty.</exception>
    public static string Write(JsonObject table)
    {
        var example = new TomlExample();
        example.Visit("", table);
        return string.Join('\n', example._lines);
    }

    /// <param name="key">A key, or null for an item of a list.</param>
    private void Visit(string? key, JsonNode? node)
    {
        var wasInTableArray = _inTableArray;
        switch (node)
        {
            case JsonObject table:
                AddHeader(key);
                _inTableArray = false;
                VisitEntries(table);
                break;
            case JsonArray list when key is not null:
                _inTableArray = TomlExampleValues.HasTables(list);
                if (!_inTableArray)
                {
                    AddPair(key, list);
                }

                VisitItems(list);
                break;
            case JsonArray:
                break;
            default:
                if (key is not null)
                {
                    AddPair(key, node);
                }

                break;
        }

        _inTableArray = wasInTableArray;
    }

    private void VisitItems(JsonArray list)
    {
        for (var index = 0; index < list.Count; index++)
        {
            _values.Path.Add(index);
            Visit(null, list[index]);
            _values.Path.RemoveAt(_values.Path.Count - 1);
        }
    }

    private void VisitEntries(JsonObject table)
    {
        var deeper = _values.Path.Count > 0;
        var tables = new List<(string Key, JsonNode Value)>();
        foreach (var key in JsObject.Keys(table))
        {
            if (table[key] is JsonObject || (table[key] is JsonArray list && TomlExampleValues.HasTables(list)))
            {
                tables.Add((key, table[key]!));
                continue;
            }

            _values.Path.Add(key);
            Visit(key, table[key]);
            _values.Path.RemoveAt(_values.Path.Count - 1);
        }

        foreach (var (key, value) in tables.Where(entry => entry.Value is JsonArray list && list.Any(TomlExampleValues.IsWhole)))
        {
            // Tables and whole numbers in one list: the writer tries the list as a value, which is where it gives up.
            _values.Path.Add(key);
            AddPair(key, value);
        }

        foreach (var (key, value) in tables)
        {
            _values.Path.Add(key);
            _level += deeper ? 1 : 0;
            Visit(key, value);
            _level -= deeper ? 1 : 0;
            _values.Path.RemoveAt(_values.Path.Count - 1);
        }
    }

    private void AddHeader(string? key)
    {
        if (key is { Length: 0 })
        {
            return;
        }

        if (_lines.Count > 0)
        {
            _lines.Add("");
        }

        var name = _values.PathText(withIndices: false) ?? "false";
        _lines.Add(Indented(_inTableArray ? $"[[{name}]]" : $"[{name}]"));
    }

    private void AddPair(string key, JsonNode? value)
    {
        if (key.Length == 0)
        {
            throw _values.Error("Key cannot be an empty string.");
        }

        if (_values.Text(value) is { } text)
        {
            _lines.Add(Indented($"{TomlExampleValues.Key(key)} = {text}"));
        }
    }

    private string Indented(string line) => JsLines.Indent(line, string.Concat(Enumerable.Repeat(Space, _level)), skipBlank: false);
}
