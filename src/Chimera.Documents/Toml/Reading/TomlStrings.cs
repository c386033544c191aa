using System.Globalization;
using System.Text;

namespace Chimera.Documents.Toml.Reading;

/// <summary>Strings of all four kinds. What is wrong inside is reported and read over; only a missing end gives the string up.</summary>
internal static class TomlStrings
{
    public static TomlValue.String? Read(TomlReading reading)
    {
        var start = reading.At;
        var quote = reading[start];
        var isLiteral = quote == '\'';
        var isMultiline = reading[start + 1] == quote && reading[start + 2] == quote;
        var plain = true;
        reading.At += isMultiline ? 3 : 1;
        while (reading.At < reading.Text.Length)
        {
            int c = reading.Text[reading.At];
            if (c == quote)
            {
                if (Closes(reading, quote, isMultiline))
                    return new TomlValue.String(TextSpan.FromTo(start, reading.At), reading.Text, Quotes(isLiteral, isMultiline), plain);
            }
            else if (c == '\\' && !isLiteral)
            {
                plain = false;
                TomlEscapes.Read(reading, isMultiline);
            }
            else if (c is '\n' or '\r' && TomlTrivia.IsBreak(reading, reading.At))
            {
                if (!isMultiline)
                    break;
                reading.At += c == '\r' ? 2 : 1;
            }
            else
            {
                if (TomlTrivia.IsControl(c))
                    reading.Report(TomlProblemKind.ControlInString, reading.At);
                reading.At++;
            }

            if (reading.IsFull)
                return null;
        }

        var seen = isMultiline ? start + 3 : reading.At;
        reading.Report(TomlProblemKind.UnclosedString, TextSpan.FromTo(start, seen), reading.At);
        return null;
    }

    /// <summary>What a string that was read means.</summary>
    public static string Decode(string source, TomlValue.String value)
    {
        var isMultiline = value.Quotes is TomlQuotes.MultilineBasic or TomlQuotes.MultilineLiteral;
        var width = isMultiline ? 3 : 1;
        var content = source.AsSpan(value.Span.Start + width, value.Span.Length - (2 * width));
        if (isMultiline)
            content = content.StartsWith("\r\n") ? content[2..] : content.StartsWith('\n') ? content[1..] : content;
        return value.IsPlain ? content.ToString() : TomlEscapes.Decode(content);
    }

    private static bool Closes(TomlReading reading, int quote, bool isMultiline)
    {
        if (!isMultiline)
        {
            reading.At++;
            return true;
        }

        if (reading[reading.At + 1] != quote || reading[reading.At + 2] != quote)
        {
            reading.At++;
            return false;
        }

        // Up to two quotes before the closing three are part of the text.
        reading.At += 3;
        for (var more = 0; more < 2 && reading[reading.At] == quote; more++)
            reading.At++;
        return true;
    }

    private static TomlQuotes Quotes(bool isLiteral, bool isMultiline) => (isLiteral, isMultiline) switch
    {
        (false, false) => TomlQuotes.Basic,
        (true, false) => TomlQuotes.Literal,
        (false, true) => TomlQuotes.MultilineBasic,
        _ => TomlQuotes.MultilineLiteral,
    };
}
