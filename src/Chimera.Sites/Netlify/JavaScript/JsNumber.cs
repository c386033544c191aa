using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>Numbers as JavaScript writes and reads them (ECMA-262, Number::toString and parseInt).</summary>
internal static class JsNumber
{
    /// <summary>The double behind a JSON number, whatever type it was made from.</summary>
    /// <returns>Null when the node is not a number.</returns>
    public static double? Of(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        return value.TryGetValue(out double real) ? real
            : value.TryGetValue(out long whole) ? whole
            : value.TryGetValue(out int small) ? small
            : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
    }

    /// <summary><c>Number.isInteger</c>.</summary>
    public static bool IsInteger(double number) => double.IsFinite(number) && Math.Floor(number) == number;

    /// <summary><c>String(number)</c>: the shortest digits that read back as the same number; exponents from 1e21 and below 1e-6.</summary>
    public static string Text(double number)
    {
        if (double.IsNaN(number))
        {
            return "NaN";
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }

        if (number == 0)
        {
            return "0";
        }

        var (digits, point) = ShortestDigits(Math.Abs(number));
        var sign = number < 0 ? "-" : "";
        if (point is > 0 and <= 21)
        {
            return digits.Length <= point
                ? sign + digits.PadRight(point, '0')
                : $"{sign}{digits.AsSpan(0, point)}.{digits.AsSpan(point)}";
        }

        if (point is > -6 and <= 0)
        {
            return $"{sign}0.{new string('0', -point)}{digits}";
        }

        var exponent = (point - 1).ToString("+0;-0;+0", CultureInfo.InvariantCulture);
        return digits.Length == 1 ? $"{sign}{digits}e{exponent}" : $"{sign}{digits[0]}.{digits.AsSpan(1)}e{exponent}";
    }

    /// <summary>
    /// <c>Number.parseInt(text)</c> and, with <paramref name="radix"/> 10, <c>Number.parseInt(text, 10)</c>; NaN when no digit leads.
    /// </summary>
    public static double ParseInt(string text, int radix = 0)
    {
        var rest = JsText.Trim(text).AsSpan();
        var negative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
        {
            rest = rest[1..];
        }

        var hex = radix is 0 && rest is ['0', 'x' or 'X', ..];
        if (hex)
        {
            rest = rest[2..];
        }

        var end = 0;
        while (end < rest.Length && (hex ? char.IsAsciiHexDigit(rest[end]) : char.IsAsciiDigit(rest[end])))
        {
            end++;
        }

        if (end == 0)
        {
            return double.NaN;
        }

        var size = hex ? Hexadecimal(rest[..end]) : double.Parse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture);
        return negative ? -size : size;
    }

    /// <summary><c>Number(text)</c>: the whole text must be a number; blank text is 0.</summary>
    public static double Parse(string text)
    {
        var rest = JsText.Trim(text);
        return rest switch
        {
            "" => 0,
            ['0', 'x' or 'X', _, ..] => rest.Skip(2).All(char.IsAsciiHexDigit) ? Hexadecimal(rest.AsSpan(2)) : double.NaN,
            ['0', 'o' or 'O' or 'b' or 'B', _, ..] => Based(rest.AsSpan(2), rest[1] is 'o' or 'O' ? 8 : 2),
            "Infinity" or "+Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ when rest.All(c => char.IsAsciiDigit(c) || c is '.' or 'e' or 'E' or '+' or '-')
                && double.TryParse(rest, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                    CultureInfo.InvariantCulture, out var number) => number,
            _ => double.NaN,
        };
    }

    private static double Based(ReadOnlySpan<char> digits, int radix)
    {
        var number = 0.0;
        foreach (var digit in digits)
        {
            if (digit < '0' || digit >= '0' + radix)
            {
                return double.NaN;
            }

            number = (number * radix) + (digit - '0');
        }

        return number;
    }

    private static double Hexadecimal(ReadOnlySpan<char> digits)
    {
        var number = 0.0;
        foreach (var digit in digits)
        {
            number = (number * 16) + Convert.ToInt32(digit.ToString(), 16);
        }

        return number;
    }

    /// <summary>The digits without leading or trailing zeros, and how many of them stand before the point.</summary>
    private static (string Digits, int Point) ShortestDigits(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = 0;
        if (text.IndexOf('E', StringComparison.Ordinal) is >= 0 and var e)
        {
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var point = (dot < 0 ? text.Length : dot) + exponent;
        var all = dot < 0 ? text : text.Remove(dot, 1);
        var digits = all.TrimStart('0');
        return (digits.TrimEnd('0'), point - (all.Length - digits.Length));
    }
}
