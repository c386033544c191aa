using System.Collections.Immutable;

namespace Chimera.Documents.Toml.Reading;

/// <summary>Keys, bare, quoted and dotted, up to and with the character that ends them.</summary>
internal static class TomlKeys
{
    public static bool IsBare(int c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '-';

    /// <summary>Reads a key; the default when it is none, which was reported then.</summary>
    public static ImmutableArray<TomlKeyPart> Read(TomlReading reading, char end)
    {
        var start = reading.At;
        var parts = reading.Parts;
        parts.Clear();
        var complete = false;
        while (true)
        {
            TomlTrivia.Blanks(reading);
            var c = reading[reading.At];
            if (c == end && complete)
                break;
            if (c == '.' && complete)
            {
                complete = false;
                reading.At++;
            }
            else if (complete || !TryPart(reading, parts, c))
            {
                if (!reading.QuoteFailed)
                    Refuse(reading, start, end, complete);
                return default;
            }
            else
            {
                complete = true;
            }
        }

        if (parts.Count > TomlDocument.MaxKeyParts)
        {
            reading.Report(TomlProblemKind.TooDeep, TextSpan.FromTo(start, reading.At), start);
            return default;
        }

        reading.At++;
        return parts.Count == 1 ? [parts[0]] : [.. parts];
    }

    private static bool TryPart(TomlReading reading, List<TomlKeyPart> parts, int c)
    {
        var start = reading.At;
        reading.QuoteFailed = false;
        if (c is '"' or '\'')
            return TryQuoted(reading, parts, c);
        while (IsBare(reading[reading.At]))
            reading.At++;
        if (reading.At == start)
            return false;
        parts.Add(new TomlKeyPart(reading.Name(start, reading.At), TextSpan.FromTo(start, reading.At)));
        return true;
    }

    private static bool TryQuoted(TomlReading reading, List<TomlKeyPart> parts, int quote)
    {
        if (reading[reading.At + 1] == quote && reading[reading.At + 2] == quote)
        {
            reading.Report(TomlProblemKind.MultilineKey, new TextSpan(reading.At, 3), reading.At);
            reading.QuoteFailed = true;
            return false;
        }

        if (TomlStrings.Read(reading) is not { } name)
        {
            reading.QuoteFailed = true;
            return false;
        }

        parts.Add(new TomlKeyPart(name.Text, name.Span));
        return true;
    }

    private static void Refuse(TomlReading reading, int start, char end, bool complete)
    {
        var at = reading.At;
        var c = reading[at];
        if (c < 0 || (c == 0 && at > start) || TomlTrivia.IsBreak(reading, at))
            reading.Report(end == ']' ? TomlProblemKind.UnclosedHeader : TomlProblemKind.MissingEquals, TextSpan.FromTo(start, at), at);
        else if (!complete && (c == end || c == '.'))
            reading.Report(TomlProblemKind.EmptyKey, at);
        else
            reading.Report(TomlProblemKind.IllegalKeyCharacter, at);
    }
}
