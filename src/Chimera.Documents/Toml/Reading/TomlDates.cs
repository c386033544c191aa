namespace Chimera.Documents.Toml.Reading;

/// <summary>Dates and times (RFC 3339, and its parts).</summary>
internal static class TomlDates
{
    public static bool StartsDate(TomlReading reading, int at) =>
        reading[at + 4] == '-' && reading[at + 7] == '-' && Number(reading, at, 4) >= 0;

    public static bool StartsTime(TomlReading reading, int at) => reading[at + 2] == ':' && Number(reading, at, 2) >= 0;

    public static TomlValue? ReadDate(TomlReading reading)
    {
        var start = reading.At;
        var (year, month, date) = (Number(reading, start, 4), Number(reading, start + 5, 2), Number(reading, start + 8, 2));
        if (month < 0 || date < 0)
            return Malformed(reading, start);
        var exists = month is >= 1 and <= 12 && date >= 1 && date <= TomlDay.InMonth(year, month);
        var day = new TomlDay(year, month, date);
        reading.At += 10;
        if (!(reading[reading.At] is 'T' or 't' || (reading[reading.At] == ' ' && TomlNumbers.IsDigit(reading[reading.At + 1]))))
            return exists ? new TomlValue.LocalDate(TextSpan.FromTo(start, reading.At), day) : Nonexistent(reading, start);
        reading.At++;
        if (Time(reading) is not { } time)
            return Malformed(reading, start);
        if (Offset(reading, out var offset))
            exists &= offset is not int.MinValue;
        else if (reading[reading.At] is '+' or '-')
            return Malformed(reading, start);
        if (!exists || !Exists(time))
            return Nonexistent(reading, start);
        var span = TextSpan.FromTo(start, reading.At);
        return offset is { } minutes
            ? new TomlValue.OffsetDateTime(span, day, time, minutes)
            : new TomlValue.LocalDateTime(span, day, time);
    }

    public static TomlValue? ReadTime(TomlReading reading)
    {
        var start = reading.At;
        if (Time(reading) is not { } time)
            return Malformed(reading, start);
        return Exists(time) ? new TomlValue.LocalTime(TextSpan.FromTo(start, reading.At), time) : Nonexistent(reading, start);
    }

    private static int Number(TomlReading reading, int at, int digits)
    {
        var number = 0;
        for (var i = at; i < at + digits; i++)
        {
            if (!TomlNumbers.IsDigit(reading[i]))
                return -1;
            number = (number * 10) + reading[i] - '0';
        }

        return number;
    }

    private static bool Exists(TomlTime time) => time.Hour < 24 && time.Minute < 60 && time.Second < 60;

    private static TomlTime? Time(TomlReading reading)
    {
        var start = reading.At;
        var (hour, minute, second) = (Number(reading, start, 2), Number(reading, start + 3, 2), 0);
        if (hour < 0 || minute < 0 || reading[start + 2] != ':')
            return null;
        reading.At += 5;
        if (reading[reading.At] != ':')
        {
            if (!reading.IsNew)
                reading.Report(TomlProblemKind.NeedsNewerToml, TextSpan.FromTo(start, reading.At), start, "a time without seconds");
            return reading[reading.At] == '.' ? null : new TomlTime(hour, minute, 0, 0);
        }

        second = Number(reading, reading.At + 1, 2);
        if (second < 0)
            return null;
        reading.At += 3;
        var nanoseconds = 0;
        if (reading[reading.At] == '.')
        {
            if (!TomlNumbers.IsDigit(reading[++reading.At]))
                return null;
            for (var unit = 100_000_000; TomlNumbers.IsDigit(reading[reading.At]); reading.At++, unit /= 10)
                nanoseconds += unit * (reading[reading.At] - '0');
        }

        return new TomlTime(hour, minute, second, nanoseconds);
    }

    /// <summary>Reads an offset where one stands; <see cref="int.MinValue"/> is one that does not exist.</summary>
    private static bool Offset(TomlReading reading, out int? minutes)
    {
        var at = reading.At;
        minutes = null;
        if (reading[at] is 'Z' or 'z')
        {
            minutes = 0;
            reading.At++;
            return true;
        }

        var (hour, minute) = (Number(reading, at + 1, 2), Number(reading, at + 4, 2));
        if (reading[at] is not ('+' or '-') || reading[at + 3] != ':' || hour < 0 || minute < 0)
            return false;
        minutes = hour > 23 || minute > 59 ? int.MinValue : (reading[at] == '-' ? -1 : 1) * ((hour * 60) + minute);
        reading.At += 6;
        return true;
    }

    private static TomlValue? Malformed(TomlReading reading, int start)
    {
        reading.At = start;
        reading.Report(TomlProblemKind.MalformedDate, new TextSpan(start, Math.Min(10, reading.Text.Length - start)), start);
        return null;
    }

    private static TomlValue.Unreadable Nonexistent(TomlReading reading, int start)
    {
        var span = TextSpan.FromTo(start, reading.At);
        reading.Report(TomlProblemKind.NonexistentDate, span, start);
        return new TomlValue.Unreadable(span);
    }
}
