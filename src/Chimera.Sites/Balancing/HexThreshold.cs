using System.Globalization;

namespace Chimera.Sites.Balancing;

/// <summary>Says with a regular expression that eight hexadecimal digits are below a number: so a share is drawn from digits that are random.</summary>
internal static class HexThreshold
{
    /// <summary>How many numbers eight digits have.</summary>
    public const long All = 1L << 32;

    private const int Digits = 8;

    /// <param name="below">From 1 to <see cref="All"/>.</param>
    /// <returns>An expression for the digits, from the first on.</returns>
    public static string Below(long below)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(below, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(below, All);
        if (below == All)
        {
            return "";
        }

        // Those that begin as the number does, and then have a digit that is less.
        var digits = below.ToString("x8", CultureInfo.InvariantCulture);
        return $"(?:{string.Join('|', Enumerable.Range(0, Digits).Where(at => digits[at] != '0').Select(at => $"{digits[..at]}{Less(digits[at])}"))})";
    }

    private static string Less(char digit) => digit switch
    {
        <= '9' => $"[0-{(char)(digit - 1)}]",
        'a' => "[0-9]",
        _ => $"[0-9a-{(char)(digit - 1)}]",
    };
}
