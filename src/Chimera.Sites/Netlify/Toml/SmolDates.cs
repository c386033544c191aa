using System.Globalization;
using Chimera.Documents;
using Chimera.Documents.Toml;

namespace Chimera.Sites.Netlify.Toml;

/// <summary>
/// Dates as smol-toml and the JSON round trip leave them. It has them checked by JavaScript's Date, which takes any day up to 31 and
/// carries
/// what a month has not over into the next one.
/// </summary>
internal static class SmolDates
{
    /// <summary>What smol-toml says of a date that is badly written.</summary>
    public static string Complaint(string text, int at)
    {
        if (Char(text, at + 2) == ':')
            return "invalid date";
        if (!char.IsAsciiDigit(Char(text, at + 9)))
            return "invalid date-time: date part is malformed";
        return HasTime(text, at + 10) && Char(text, at + 13) != ':' ? "invalid date-time: time part is malformed" : "invalid date";
    }

    /// <summary>Whether smol-toml takes a date that does not exist.</summary>
    public static bool Takes(string text, TextSpan date) => Carried(text.AsSpan(date.Start, date.Length)) is not null;

    /// <summary>How a date that smol-toml takes is printed.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="value">The date, or what TOML says is none.</param>
    public static string Print(string text, TomlValue value) => value switch
    {
        TomlValue.LocalDate date => date.Day.ToString(),
        TomlValue.LocalTime time => Print(time.Time),
        TomlValue.LocalDateTime local => $"{local.Day}T{Print(local.Time)}",
        TomlValue.OffsetDateTime at => $"{at.Day}T{Print(at.Time)}{Zone(text.AsSpan(at.Span.Start, at.Span.Length))}",
        _ => Carried(text.AsSpan(value.Span.Start, value.Span.Length)) ?? "",
    };

    private static string Print(TomlTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}:{time.Second:00}.{time.Nanosecond / 1_000_000:000}");

    private static string Zone(ReadOnlySpan<char> written) => written[^1] is 'Z' or 'z' ? "Z" : written[^6..].ToString();

    /// <summary>A date of which only the day does not exist in its month, and the one it stands for.</summary>
    private static string? Carried(ReadOnlySpan<char> written)
    {
        if (written.Length < 10 || written[4] != '-' || written[7] != '-')
            return null;
        if (!int.TryParse(written[8..10], NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day is < 29 or > 31)
            return null;
        // Day 28 exists in every month; whether the rest is right is asked of the reader again.
        var probe = $"a={written[..8]}28{written[10..]}";
        var read = TomlDocument.Parse(new SourceFile("", probe), TomlVersion.V11);
        if (!read.Problems.IsEmpty || read.Find("a") is not { Value: var value } || value.Span.Length != written.Length)
            return null;
        var first = value switch
        {
            TomlValue.LocalDate date => date.Day,
            TomlValue.LocalDateTime local => local.Day,
            TomlValue.OffsetDateTime at => at.Day,
            _ => default,
        };
        var inMonth = first.Month == 2 ? DaysOfFebruary(first.Year) : 30;
        return new TomlDay(first.Year, first.Month + 1, day - inMonth) + Print(probe, value)[10..];
    }

    private static int DaysOfFebruary(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;

    private static bool HasTime(string text, int at) =>
        Char(text, at) is 'T' or 't' || (Char(text, at) == ' ' && char.IsAsciiDigit(Char(text, at + 1)));

    private static char Char(string text, int at) => (uint)at < (uint)text.Length ? text[at] : '\0';
}
