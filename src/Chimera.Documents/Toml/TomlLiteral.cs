using System.Globalization;
using System.Text;
using Chimera.Documents.Toml.Reading;

namespace Chimera.Documents.Toml;

/// <summary>How keys and values are written in TOML, in a way that 1.0 and 1.1 both read.</summary>
public static class TomlLiteral
{
    /// <summary>A key, bare where it can be.</summary>
    public static string Key(string name)
    {
        foreach (var c in name)
        {
            if (!TomlKeys.IsBare(c))
                return Text(name);
        }

        return name.Length == 0 ? "\"\"" : name;
    }

    /// <summary>Names joined by dots.</summary>
    public static string Key(IEnumerable<string> names) => string.Join('.', names.Select(Key));

    /// <summary>A string on one line in double quotes.</summary>
    public static string Text(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => result.Append('\\').Append(c),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                _ when TomlTrivia.IsControl(c) => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => result.Append(c),
            };
        }

        return result.Append('"').ToString();
    }

    public static string Integer(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Boolean(bool isTrue) => isTrue ? "true" : "false";

    /// <summary>An array on one line.</summary>
    /// <param name="values">Its values, already written as TOML.</param>
    public static string Array(IEnumerable<string> values) => $"[{string.Join(", ", values)}]";
}
