namespace Chimera.Documents.Toml.Reading;

/// <summary>Arrays in brackets.</summary>
internal static class TomlArrays
{
    /// <summary>Reads an array; null when its end cannot be told.</summary>
    public static TomlArray? Read(TomlReading reading)
    {
        var start = reading.At++;
        List<TomlValue> items = [];
        while (reading.At < reading.Text.Length)
        {
            TomlTrivia.Void(reading);
            if (reading[reading.At] == ']')
                return Close(reading, start, items);
            if (reading[reading.At] < 0)
                return Unclosed(reading, start, reading.At);
            reading.Stop.ThrowIfCancellationRequested();
            if (TomlValues.Read(reading, ']') is not { } item)
                return null;
            items.Add(item);
            TomlTrivia.Void(reading);
            if (reading[reading.At] == ']')
                return Close(reading, start, items);
            if (reading[reading.At] == ',')
                reading.At++;
            else if (!TomlResumption.GoesOn(reading, start, isTable: false))
                return null;
        }

        return Unclosed(reading, start, start);
    }

    private static TomlArray Close(TomlReading reading, int start, List<TomlValue> items)
    {
        reading.At++;
        return new TomlArray(TextSpan.FromTo(start, reading.At), ofTables: false, items);
    }

    private static TomlArray? Unclosed(TomlReading reading, int start, int at)
    {
        reading.Report(TomlProblemKind.UnclosedArray, new TextSpan(start, 1), at);
        return null;
    }
}
