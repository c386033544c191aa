using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Chimera.Engine.Truth.Documents;

/// <summary>Spans of time as people write them: <c>250ms</c>, <c>10s</c>, <c>5m</c>, <c>1h30m</c>, <c>2d</c>; in whole milliseconds, up to 365 days.</summary>
public static partial class Durations
{
    internal const string Noun = "a duration such as 250ms, 10s, 5m or 1h30m";
    internal const string Pattern = "([0-9]{1,4}d)?([0-9]{1,6}h)?([0-9]{1,8}m)?([0-9]{1,9}s)?([0-9]{1,12}ms)?";

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)), ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static Parsed<TimeSpan> Parse(string text)
    {
        if (text.Length == 0 || !Grammar().IsMatch(text))
        {
            return new Parsed<TimeSpan>.Wrong(text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit)
                ? $"add a unit: {text}s, {text}m or {text}ms"
                : "write a number and a unit (ms, s, m, h, d): 10s, 1h30m");
        }

        var total = TimeSpan.Zero;
        foreach (Match part in Part().Matches(text))
        {
            var unit = text[(part.Index + part.Length)..].TakeWhile(char.IsAsciiLetter);
            total += long.Parse(part.ValueSpan, CultureInfo.InvariantCulture) * Units.First(one => one.Unit.SequenceEqual(unit)).Length;
        }

        return total <= Longest ? new Parsed<TimeSpan>.Value(total) : new Parsed<TimeSpan>.Wrong("write at most 365d");
    }

    /// <summary>The shortest text that is read as this span; what is below a millisecond is cut off.</summary>
    public static string Write(TimeSpan span)
    {
        var text = new StringBuilder();
        var rest = (long)span.TotalMilliseconds;
        foreach (var (unit, length) in Units)
        {
            var (count, left) = Math.DivRem(rest, (long)length.TotalMilliseconds);
            if (count > 0)
                text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
            rest = left;
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    [GeneratedRegex($"\\A{Pattern}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grammar();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Part();
}
