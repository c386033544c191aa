using System.Text.RegularExpressions;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Validation.Cron;

/// <summary>One of the six fields of a schedule.</summary>
/// <param name="Letters">Which characters it may hold beyond digits, lists, ranges, steps and hashes.</param>
/// <param name="HasLast">It knows <c>L</c>, the last one.</param>
/// <param name="FirstName">The number of the first name.</param>
internal sealed partial record CronField(
    int Min, int Max, string Letters = "", bool HasLast = false, int FirstName = 0, params string[] Names)
{
    /// <summary>More values than any field has: the list must repeat some.</summary>
    private const int MaxValues = 256;

    public static readonly CronField Second = new(0, 59);
    public static readonly CronField Minute = new(0, 59);
    public static readonly CronField Hour = new(0, 23);
    public static readonly CronField DayOfMonth = new(1, 31, "L", HasLast: true);

    public static readonly CronField Month =
        new(1, 12, "", false, 1, "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    public static readonly CronField DayOfWeek = new(0, 7, "L#", true, 0, "sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /// <returns>Null when it cannot be read.</returns>
    public List<CronValue>? Parse(string written)
    {
        if (WithoutNames(written) is not { } text || !HasValidCharacters(text) || WithoutWildcards(text) is not { } ranges
            || CronHash.Replace(ranges, Min, Max, MaxValues) is not { } list)
        {
            return null;
        }

        List<CronValue> values = [];
        foreach (var item in list.Split(','))
        {
            if (values.Count > MaxValues || item.Length == 0 || !Add(values, item))
            {
                return null;
            }
        }

        return values;
    }

    /// <summary>Every value is within bounds and none stands twice.</summary>
    public bool Allows(List<CronValue> values) =>
        values.Count > 0
        && values.TrueForAll(value => value.Number is { } number ? number >= Min && number <= Max : IsLast(value.Text!))
        && values.Distinct().Count() == values.Count;

    private bool IsLast(string text) =>
        text == "L" ? HasLast : this == DayOfWeek && text is [>= '0' and <= '7', 'L'];

    private string? WithoutNames(string text)
    {
        if (Names.Length == 0)
        {
            return text;
        }

        var unknown = false;
        var result = ThreeLetters().Replace(text, match =>
        {
            var index = Array.IndexOf(Names, match.Value.ToLowerInvariant());
            unknown |= index < 0;
            return JsNumber.Text(index + FirstName);
        });
        return unknown ? null : result;
    }

    private bool HasValidCharacters(string text) =>
        (text.Length > 0 && text.All(IsValidCharacter)) || Hash().IsMatch(text);

    private bool IsValidCharacter(char c) =>
        char.IsAsciiDigit(c) || c is '?' or ',' or '*' or 'H' or '/' or '-' || Letters.Contains(c, StringComparison.Ordinal);

    /// <summary>Only a whole item of the list, with or without a step, may stand for every value.</summary>
    private string? WithoutWildcards(string text)
    {
        var result = Wildcard().Replace(text, $"${{before}}{JsNumber.Text(Min)}-{JsNumber.Text(Max)}");
        return result.AsSpan().ContainsAny('*', '?') ? null : result;
    }

    private bool Add(List<CronValue> values, string item)
    {
        var parts = item.Split('/');
        if (parts.Length > 2)
        {
            return false;
        }

        var range = parts.Length == 2 && !parts[0].Contains('-', StringComparison.Ordinal) ? $"{parts[0]}-{JsNumber.Text(Max)}" : parts[0];
        var bounds = range.Split('-');
        return bounds.Length switch
        {
            1 => AddOne(values, range),
            2 => AddRange(values, bounds[0], bounds[1], parts.Length == 2 ? JsNumber.Parse(parts[1]) : 1),
            _ => false,
        };
    }

    private bool AddOne(List<CronValue> values, string text)
    {
        var number = JsNumber.Parse(text);
        if (HasLast && text.Contains('L', StringComparison.Ordinal))
        {
            values.Add(new CronValue(null, text));
            return true;
        }

        var leading = JsNumber.ParseInt(double.IsNaN(number) ? text : JsNumber.Text(number), 10);
        if (!(leading >= Min && leading <= Max))
        {
            return false;
        }

        values.Add(
            this == DayOfWeek ? new CronValue(leading % 7)
            : double.IsNaN(number) ? new CronValue(null, text)
            : new CronValue(number));
        return true;
    }

    private bool AddRange(List<CronValue> values, string first, string last, double step)
    {
        if (!IsDigits(first) || !IsDigits(last))
        {
            return false;
        }

        var (min, max) = (JsNumber.Parse(first), JsNumber.Parse(last));
        if (min < Min || max > Max || min > max || !(step > 0))
        {
            return false;
        }

        if (this == DayOfWeek && max % 7 == 0 && (max - min) % step == 0)
        {
            values.Add(new CronValue(0));
            min = min == 0 ? step : min;
        }

        for (var value = min; value <= max && values.Count <= MaxValues * MaxValues; value += step)
        {
            values.Add(new CronValue(value));
        }

        return true;
    }

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    [GeneratedRegex("[a-zA-Z]{3}", RegexOptions.NonBacktracking)]
    private static partial Regex ThreeLetters();

    [GeneratedRegex(@"H\([0-9]+-[0-9]+\)|H/[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Hash();

    [GeneratedRegex(@"(?<before>^|,)[*?](?=/|,|$)", RegexOptions.None, 1000)]
    private static partial Regex Wildcard();
}
