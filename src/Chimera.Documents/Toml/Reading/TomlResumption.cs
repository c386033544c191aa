namespace Chimera.Documents.Toml.Reading;

/// <summary>Where reading goes on behind a problem.</summary>
internal static class TomlResumption
{
    /// <summary>
    /// Reports a missing comma, and says whether the structure seems to go on behind it rather than to have been left open.
    /// </summary>
    public static bool GoesOn(TomlReading reading, int start, bool isTable)
    {
        var at = reading.At;
        var line = TomlTrivia.LineStart(reading.Text, at, start);
        reading.IsInTable = isTable;
        var isFirst = line > start && Blanks(reading, line) == at;
        var isOpen = reading[at] < 0 || (isFirst && (IsHeader(reading, line) || (!isTable && IsKey(reading, line))));
        var what = isTable ? "inline table" : "array";
        if (isOpen)
            reading.Report(TomlProblemKind.MissingComma, new TextSpan(start, 1), at, $"the {what} that begins here is not closed");
        else
            reading.Report(TomlProblemKind.MissingComma, at);
        return !isOpen && !reading.IsFull;
    }

    /// <summary>The start of the line at which reading goes on after a statement was given up.</summary>
    public static int After(TomlReading reading, int statement)
    {
        var text = reading.Text;
        if (reading.IsFull)
            return text.Length;
        var at = Math.Min(reading.At, text.Length);
        var line = TomlTrivia.LineStart(text, at, statement);
        var isFirst = line == statement;
        if (at < text.Length && !isFirst && Earlier(reading, TomlTrivia.NextLine(text, statement), line) is var earlier and >= 0)
            return earlier;
        if (at == text.Length && !isFirst && ++reading.RunsToTheEnd > MaxRunsToTheEnd)
            return text.Length;
        var next = TomlTrivia.NextLine(text, at == text.Length ? statement : at);
        while (!isFirst && next < text.Length && !IsStatement(reading, next))
            next = TomlTrivia.NextLine(text, next);
        return next;
    }

    /// <summary>
    /// The first line between two that can begin a statement; -1 when there is none. Keys are at home in inline tables and tell nothing
    /// there.
    /// </summary>
    private static int Earlier(TomlReading reading, int first, int last)
    {
        for (var line = first; line < last; line = TomlTrivia.NextLine(reading.Text, line))
        {
            if (reading.IsInTable ? IsHeader(reading, line) : IsStatement(reading, line))
                return line;
        }

        return IsStatement(reading, last) ? last : -1;
    }

    private static bool IsStatement(TomlReading reading, int line) => IsHeader(reading, line) || IsKey(reading, line);

    // Each of them reads the text to its end; so many are enough to tell a person.
    private const int MaxRunsToTheEnd = 3;

    private static bool IsHeader(TomlReading reading, int line)
    {
        var at = Blanks(reading, line);
        if (reading[at] != '[')
            return false;
        at = Names(reading, reading[at + 1] == '[' ? at + 2 : at + 1);
        if (reading[at] != ']')
            return false;
        at = Blanks(reading, reading[at + 1] == ']' ? at + 2 : at + 1);
        return reading[at] is -1 or '#' || TomlTrivia.IsBreak(reading, at);
    }

    private static bool IsKey(TomlReading reading, int line)
    {
        var start = Blanks(reading, line);
        var at = Names(reading, start);
        return at > start && reading[at] == '=';
    }

    private static int Blanks(TomlReading reading, int at)
    {
        while (TomlTrivia.IsBlank(reading[at]))
            at++;
        return at;
    }

    private static int Names(TomlReading reading, int at)
    {
        while (reading[at] is var c && (TomlKeys.IsBare(c) || TomlTrivia.IsBlank(c) || c is '.' or '"' or '\''))
        {
            at++;
            if (c is not ('"' or '\''))
                continue;
            while (reading[at] is var inside && inside >= 0 && inside != c && !TomlTrivia.IsBreak(reading, at))
                at++;
            at += reading[at] == c ? 1 : 0;
        }

        return at;
    }
}
