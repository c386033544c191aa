using System.Globalization;
using System.Text.RegularExpressions;

namespace Chimera.Documents.Yaml;

/// <summary>The core schema of YAML 1.2 (section 10.3.2): what a plain scalar means. <c>yes</c> and <c>off</c> are texts.</summary>
internal static partial class YamlScalars
{
    public static (YamlType Type, double Number) Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => (YamlType.Null, 0),
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => (YamlType.Boolean, 0),
        _ when !MayBeNumber(text[0]) => (YamlType.Text, 0),
        ".nan" or ".NaN" or ".NAN" => (YamlType.Number, double.NaN),
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => (YamlType.Number, double.PositiveInfinity),
        "-.inf" or "-.Inf" or "-.INF" => (YamlType.Number, double.NegativeInfinity),
        _ when Decimal().IsMatch(text) => (YamlType.Number, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ when Octal().IsMatch(text) => (YamlType.Number, Digits(text, 8)),
        _ when Hexadecimal().IsMatch(text) => (YamlType.Number, Digits(text, 16)),
        _ => (YamlType.Text, 0),
    };

    /// <summary>Whether a number is written as an integer is.</summary>
    public static bool IsWhole(string number) =>
        number.StartsWith("0x", StringComparison.Ordinal) || number.StartsWith("0o", StringComparison.Ordinal)
        || number.AsSpan().TrimStart("+-").IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool MayBeNumber(char first) => char.IsAsciiDigit(first) || first is '+' or '-' or '.';

    private static double Digits(string text, int radix)
    {
        var value = 0.0;
        foreach (var digit in text.AsSpan(2))
            value = (value * radix) + Convert.ToInt32(digit.ToString(), 16);

        return value;
    }

    [GeneratedRegex(
        @"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^0o[0-7]+\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Octal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();
}
