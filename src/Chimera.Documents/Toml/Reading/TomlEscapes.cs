using System.Globalization;
using System.Text;

namespace Chimera.Documents.Toml.Reading;

/// <summary>What a backslash means in basic strings.</summary>
internal static class TomlEscapes
{
    /// <summary>Reads over an escape, reporting what is wrong with it.</summary>
    public static void Read(TomlReading reading, bool isMultiline)
    {
        var start = reading.At;
        var c = reading[start + 1];
        if (Digits(c) is var digits and > 0)
            Unicode(reading, digits);
        else if (isMultiline && (TomlTrivia.IsBlank(c) || TomlTrivia.IsBreak(reading, start + 1)))
            LineEnd(reading);
        else if (c < 0 || TomlTrivia.IsControl(c))
            reading.At = start + 1;
        else if (Simple(c) < 0)
            Refuse(reading, TomlProblemKind.UnknownEscape, start + 2, start + 1);
        else
            reading.At = start + 2;
        if (c is 'x' or 'e' && !reading.IsNew)
            reading.Report(TomlProblemKind.NeedsNewerToml, new TextSpan(start, 2), start, $"the escape \\{(char)c}");
    }

    public static string Decode(ReadOnlySpan<char> content)
    {
        var result = new StringBuilder(content.Length);
        while (content.IndexOf('\\') is var at and >= 0)
        {
            result.Append(content[..at]);
            content = content[(at + 1)..];
            var c = content.IsEmpty ? -1 : content[0];
            if (Digits(c) is var digits and > 0 && content.Length > digits && Scalar(content.Slice(1, digits)) is { } rune)
            {
                result.Append(rune);
                content = content[(digits + 1)..];
            }
            else if (c is ' ' or '\t' or '\n' or '\r')
            {
                content = content.TrimStart(" \t\n\r");
            }
            else if (Simple(c) is var meant and >= 0)
            {
                result.Append((char)meant);
                content = content[1..];
            }
            else
            {
                result.Append('\\');
            }
        }

        return result.Append(content).ToString();
    }

    private static int Digits(int c) => c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };

    private static int Simple(int c) => c switch
    {
        'b' => '\b',
        't' => '\t',
        'n' => '\n',
        'f' => '\f',
        'r' => '\r',
        'e' => 0x1b,
        '"' or '\\' => c,
        _ => -1,
    };

    private static Rune? Scalar(ReadOnlySpan<char> digits) =>
        uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        && Rune.TryCreate(number, out var rune) ? rune : null;

    private static void Unicode(TomlReading reading, int digits)
    {
        var start = reading.At;
        var end = start + 2;
        while (end < start + 2 + digits && reading[end] is >= 0 and < 128 and var c && char.IsAsciiHexDigit((char)c))
            end++;
        if (end < start + 2 + digits)
            Refuse(reading, TomlProblemKind.IncompleteUnicodeEscape, end, end);
        else if (Scalar(reading.Text.AsSpan(start + 2, digits)) is null)
            Refuse(reading, TomlProblemKind.InvalidUnicodeEscape, end, start);
        else
            reading.At = end;
    }

    private static void LineEnd(TomlReading reading)
    {
        var start = reading.At++;
        TomlTrivia.Blanks(reading);
        var c = reading[reading.At];
        if (TomlTrivia.IsBreak(reading, reading.At))
        {
            while (TomlTrivia.IsBlank(reading[reading.At]) || TomlTrivia.IsBreak(reading, reading.At))
                reading.At++;
        }
        else if (c >= 0 && !TomlTrivia.IsControl(c))
        {
            Refuse(reading, TomlProblemKind.InvalidLineEscape, reading.At, start);
        }
    }

    private static void Refuse(TomlReading reading, TomlProblemKind kind, int end, int at)
    {
        reading.Report(kind, TextSpan.FromTo(reading.At - (kind == TomlProblemKind.InvalidLineEscape ? reading.At - at : 0), end), at);
        reading.At = end;
    }
}
