namespace Chimera.Documents.Toml.Reading;

/// <summary>White space, line breaks and comments.</summary>
internal static class TomlTrivia
{
    public static bool IsControl(int c) => c is >= 0 and < 0x20 and not '\t' or 0x7f;

    public static bool IsBlank(int c) => c is ' ' or '\t';

    /// <summary>Whether a line ends at an index; the end of the text is none.</summary>
    public static bool IsBreak(TomlReading reading, int at) =>
        reading[at] is var c && (c == '\n' || (c == '\r' && reading[at + 1] == '\n'));

    public static void Blanks(TomlReading reading)
    {
        while (IsBlank(reading[reading.At]))
            reading.At++;
    }

    /// <summary>Spaces, line breaks and comments. Says whether there was a line break or a comment.</summary>
    public static bool Void(TomlReading reading)
    {
        var lines = false;
        while (true)
        {
            Blanks(reading);
            if (reading[reading.At] == '#')
                Comment(reading);
            else if (!IsBreak(reading, reading.At))
                return lines;
            else
                reading.At += reading[reading.At] == '\r' ? 2 : 1;
            lines = true;
        }
    }

    /// <summary>A comment up to its line break.</summary>
    public static void Comment(TomlReading reading)
    {
        for (; reading.At < reading.Text.Length && !IsBreak(reading, reading.At); reading.At++)
        {
            if (IsControl(reading[reading.At]))
                reading.Report(TomlProblemKind.ControlInComment, reading.At);
        }
    }

    /// <summary>The start of the line behind the one of an index.</summary>
    public static int NextLine(string text, int at)
    {
        var end = at >= text.Length ? -1 : text.IndexOf('\n', at);
        return end < 0 ? text.Length : end + 1;
    }

    /// <summary>The start of the line of an index, looking no further back than a given one.</summary>
    public static int LineStart(string text, int at, int earliest)
    {
        while (at > earliest && text[at - 1] != '\n')
            at--;
        return at;
    }
}
