namespace Chimera.Agreement.Generation;

/// <summary>TOML values as text: of the right type, written in any of the ways there are, or of a wrong one.</summary>
internal sealed class TomlValues(Chance chance, int wrongness)
{
    public string Text(string value) => chance.Percent(wrongness) ? Wrong() : Quoted(value);

    public string Flag() => chance.Percent(wrongness) ? Wrong() : chance.Of("true", "false");

    public string Number(string value) => chance.Percent(wrongness) ? Wrong() : value;

    public string Texts(params string[] values) => chance.Percent(wrongness) ? Wrong()
        : chance.OneIn(4) ? $"[\n  {string.Join(",\n  ", values.Select(Quoted))}{chance.Of("", ",")} # end\n]"
        : $"[{string.Join(", ", values.Select(Quoted))}]";

    public string Table(params (string Key, string Value)[] pairs) => chance.Percent(wrongness) ? Wrong()
        : $"{{ {string.Join(", ", pairs.Select(pair => $"{Key(pair.Key)} = {pair.Value}"))}{(chance.OneIn(12) ? "," : "")} }}";

    public string Key(string key) => key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !chance.OneIn(10)
        ? key : Basic(key);

    public string Wrong() => chance.Of(
        "1", "-1", "0", "1.5", "1e3", "true", "false", "[]", "{}", "\"\"", "''", "\" \"", "[1, 2]", "[\"a\", 1]", "{ a = 1 }",
        "{ a = { b = [] } }", "[{ a = 1 }]",
        "1979-05-27", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00.5-07:00", "07:32:00", "07:32", "nan", "-inf", "9007199254740991",
        "9007199254740993", "0xff", "1_000",
        "[[]]", "\"x\"", "\"a,b\"", "\"é\"", "\"\\u00e9\"", "\"\\e\"", "\"\\x41\"", "\"\"\"\nmulti\\\n   line\"\"\"", "'''\nraw \\ text'''",
        "-0", "-0.0", "1e400", "0.1");

    private string Quoted(string value) => chance.Below(12) switch
    {
        0 when !value.Contains('\'', StringComparison.Ordinal) && !value.Contains('\n', StringComparison.Ordinal) => $"'{value}'",
        1 => $"\"\"\"{Escaped(value)}\"\"\"",
        2 when !value.Contains("''", StringComparison.Ordinal) && !value.EndsWith('\'') => $"'''{value}'''",
        3 when value.Length > 0 => $"\"\\u{(int)value[0]:x4}{Escaped(value[1..])}\"",
        _ => Basic(value),
    };

    private static string Basic(string value) => $"\"{Escaped(value)}\"";

    private static string Escaped(string value) => value.Replace("\\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
}
