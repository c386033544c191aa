namespace Chimera.Documents.Toml.Reading;

/// <summary>Values of every kind.</summary>
internal static class TomlValues
{
    /// <summary>
    /// Reads a value. What is no value becomes <see cref="TomlValue.Unreadable"/>; null means that its end cannot be told.
    /// </summary>
    /// <param name="close">The bracket that ends the structure around it, or -1.</param>
    public static TomlValue? Read(TomlReading reading, int close)
    {
        var start = reading.At;
        return reading[start] switch
        {
            '[' or '{' => Structure(reading),
            '"' or '\'' => TomlStrings.Read(reading),
            _ => Simple(reading, close) ?? Unreadable(reading, start, close),
        };
    }

    private static TomlValue? Structure(TomlReading reading)
    {
        if (reading.Nesting >= TomlDocument.MaxNesting || reading.Depth >= TomlDocument.MaxDepth)
        {
            reading.Report(TomlProblemKind.TooDeep, reading.At);
            return null;
        }

        reading.Nesting++;
        reading.Depth++;
        TomlValue? value = reading[reading.At] == '[' ? TomlArrays.Read(reading) : TomlInlineTables.Read(reading);
        reading.Nesting--;
        reading.Depth--;
        return value;
    }

    private static TomlValue? Simple(TomlReading reading, int close)
    {
        var start = reading.At;
        var c = reading[start];
        if (c == 't' || c == 'f')
            return Boolean(reading, c == 't');
        if (c is -1 or '#' || (close >= 0 && (c == close || c == ',')) || TomlTrivia.IsBreak(reading, start))
            return TomlNumbers.Refuse(reading, TomlProblemKind.MissingValue, start);
        if (TomlDates.StartsDate(reading, start))
            return TomlDates.ReadDate(reading);
        return TomlDates.StartsTime(reading, start) ? TomlDates.ReadTime(reading) : TomlNumbers.Read(reading, close);
    }

    private static TomlValue? Boolean(TomlReading reading, bool isTrue)
    {
        var start = reading.At;
        var word = isTrue ? "true" : "false";
        if (!reading.Text.AsSpan(start).StartsWith(word, StringComparison.Ordinal))
            return TomlNumbers.Refuse(reading, TomlProblemKind.InvalidValue, start);
        reading.At += word.Length;
        return new TomlValue.Boolean(new TextSpan(start, word.Length), isTrue);
    }

    /// <summary>Takes what stands up to the end of the value, as far as that can be guessed.</summary>
    private static TomlValue.Unreadable Unreadable(TomlReading reading, int start, int close)
    {
        var end = start;
        for (var at = start; at < reading.Text.Length && !TomlTrivia.IsBreak(reading, at); at++)
        {
            var c = reading[at];
            if ((close >= 0 && (c == close || c == ',')) || (c == '#' && (at == start || TomlTrivia.IsBlank(reading[at - 1]))))
                break;
            if (!TomlTrivia.IsBlank(c))
                end = at + 1;
        }

        reading.At = end;
        return new TomlValue.Unreadable(TextSpan.FromTo(start, end));
    }
}
