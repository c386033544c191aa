namespace Chimera.Documents.Toml.Reading;

/// <summary>Tables in braces.</summary>
internal static class TomlInlineTables
{
    /// <summary>Reads a table; null when its end cannot be told.</summary>
    public static TomlTable? Read(TomlReading reading)
    {
        var start = reading.At++;
        var content = new TomlTable(new TextSpan(start, 1), TomlTableKind.Inline) { Depth = reading.Depth };
        var hasLines = false;
        var trailing = -1;
        while (reading.At < reading.Text.Length)
        {
            hasLines |= TomlTrivia.Void(reading);
            var c = reading[reading.At];
            if (c == '}')
                return Close(reading, content, hasLines, trailing);
            if (c < 0)
                return Unclosed(reading, start, reading.At);
            reading.Stop.ThrowIfCancellationRequested();
            if (!TryEntry(reading, content))
                return null;
            hasLines |= TomlTrivia.Void(reading);
            c = reading[reading.At];
            if (c == '}')
                return Close(reading, content, hasLines, -1);
            trailing = reading.At;
            if (c == ',')
                reading.At++;
            else if (!TomlResumption.GoesOn(reading, start, isTable: true))
                return null;
        }

        return Unclosed(reading, start, start);
    }

    private static bool TryEntry(TomlReading reading, TomlTable content)
    {
        var key = TomlKeys.Read(reading, '=');
        if (key.IsDefault)
            return false;
        var owner = TomlTree.Open(reading, content, key, TomlProblemKind.DuplicateInlineKey);
        TomlTrivia.Blanks(reading);
        reading.Depth += key.Length;
        var value = TomlValues.Read(reading, '}');
        reading.Depth -= key.Length;
        if (value is null)
            return false;
        owner?.Add(new TomlEntry(key[^1], TextSpan.FromTo(key[0].Span.Start, value.Span.End), value, null));
        return true;
    }

    private static TomlTable Close(TomlReading reading, TomlTable content, bool hasLines, int trailing)
    {
        reading.At++;
        var span = TextSpan.FromTo(content.Span.Start, reading.At);
        if (!reading.IsNew && hasLines)
            reading.Report(TomlProblemKind.NeedsNewerToml, span, span.Start, "an inline table of several lines");
        if (!reading.IsNew && trailing >= 0)
            reading.Report(TomlProblemKind.NeedsNewerToml, new TextSpan(trailing, 1), trailing, "a comma before '}'");
        content.Close(span);
        return content;
    }

    private static TomlTable? Unclosed(TomlReading reading, int start, int at)
    {
        reading.Report(TomlProblemKind.UnclosedInlineTable, new TextSpan(start, 1), at);
        return null;
    }
}
