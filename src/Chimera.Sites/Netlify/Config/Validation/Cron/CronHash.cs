using System.Globalization;
using System.Text.RegularExpressions;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Validation.Cron;

/// <summary>
/// <c>H</c> in a schedule: some value, drawn anew each time. Here it is always the middle, so a schedule whose validity hangs on the draw
/// (<c>H,5</c>) is answered as for most draws.
/// </summary>
internal static partial class CronHash
{
    private const double Draw = 0.5;

    /// <returns>Null when one of them is wrong.</returns>
    public static string? Replace(string text, int min, int max, int maxValues)
    {
        var wrong = false;
        var count = 0.0;
        var result = Hash().Replace(text, match =>
        {
            var (low, high, step) = (Number(match, "low") ?? min, Number(match, "high") ?? max, Number(match, "step"));
            var (first, last) = (Math.Max(low, min), Math.Min(high, max));
            if (low > high || first > last || step <= 0)
            {
                wrong = true;
                return "";
            }

            if (step is not { } stride)
            {
                return Some(first, last);
            }

            count += Math.Ceiling((last - first + 1) / stride);
            wrong |= count > maxValues;
            return wrong ? "" : Stepped(first, last, stride);
        });
        return wrong ? null : result;
    }

    private static string Stepped(double first, double last, double step)
    {
        List<string> values = [];
        for (var value = (Math.Floor(first / step) * step) + Math.Floor(Draw * step); value <= last; value += step)
        {
            if (value >= first)
            {
                values.Add(JsNumber.Text(value));
            }
        }

        return values.Count == 0 ? Some(first, last) : string.Join(',', values);
    }

    private static string Some(double first, double last) => JsNumber.Text(Math.Floor(Draw * (last - first + 1)) + first);

    private static double? Number(Match match, string group) =>
        match.Groups[group].Success ? double.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"H(?:\((?<low>[0-9]+)-(?<high>[0-9]+)\))?(?:/(?<step>[0-9]+))?", RegexOptions.None, 1000)]
    private static partial Regex Hash();
}
