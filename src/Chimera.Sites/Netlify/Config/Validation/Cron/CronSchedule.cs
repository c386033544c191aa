using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Validation.Cron;

/// <summary>Whether the package cron-parser 5, without its strict mode, takes a value for a schedule.</summary>
internal static class CronSchedule
{
    private const int MaxLength = 1024;
    private const int Fields = 6;

    /// <summary>Seconds, minutes, hours, day of month, month, day of week; a shorter schedule lacks the first ones.</summary>
    private static readonly string[] Missing = ["0", "*", "*", "*", "*", "*"];

    public static bool IsValid(JsonNode? value)
    {
        // A list of one known name is looked up as that name, and what JavaScript takes for false means every minute.
        if (IsKnownName(JsValue.Text(value)) || !JsValue.IsTruthy(value))
        {
            return true;
        }

        return JsValue.AsString(value) is { Length: <= MaxLength } text && AreValid(JsText.SplitOnWhiteSpace(JsText.Trim(text)));
    }

    private static bool IsKnownName(string text) => text is
        "@yearly" or "@annually" or "@monthly" or "@weekly" or "@daily"
        or "@hourly" or "@minutely" or "@secondly" or "@weekdays" or "@weekends";

    private static bool AreValid(List<string> written)
    {
        if (written.Count > Fields)
        {
            return false;
        }

        string[] fields = [.. Missing.Take(Fields - written.Count), .. written];
        return CronField.Second.Parse(fields[0]) is { } seconds && CronField.Second.Allows(seconds)
            && CronField.Minute.Parse(fields[1]) is { } minutes && CronField.Minute.Allows(minutes)
            && CronField.Hour.Parse(fields[2]) is { } hours && CronField.Hour.Allows(hours)
            && CronField.Month.Parse(fields[4]) is { } months && CronField.Month.Allows(months)
            && CronField.DayOfMonth.Parse(fields[3]) is { } days && IsReachable(days, months, fields)
            && IsDayOfWeek(fields[5]);
    }

    /// <summary>A day that none of the months has is an error, unless days of the week are named too.</summary>
    private static bool IsReachable(List<CronValue> days, List<CronValue> months, string[] fields)
    {
        var ofMonth = months.Count == 1 ? days.Where(day => day.Number is null || day.Number <= DaysIn(months[0])).ToList() : days;
        var kept = ofMonth.Count > 0 ? ofMonth : days;
        if (!CronField.DayOfMonth.Allows(kept))
        {
            return false;
        }

        var hasLast = fields[3].Contains('L', StringComparison.Ordinal);
        var longest = months.Select(DaysIn).Aggregate(0, (longest, days) => Math.Max(longest, days));
        return hasLast || fields[5] is not ("*" or "?") || Math.Floor(kept.Min(day => day.Number ?? 0)) <= longest;
    }

    private static bool IsDayOfWeek(string written)
    {
        var atoms = written.Split('#');
        if (atoms.Length > 1)
        {
            var nth = JsNumber.Parse(atoms[^1]);
            if (atoms.Length > 2 || written.AsSpan().ContainsAny(",-/L") || !(nth is >= 1 and <= 5))
            {
                return false;
            }
        }

        return CronField.DayOfWeek.Parse(atoms[0]) is { } days && CronField.DayOfWeek.Allows(days)
            && !days.Contains(new CronValue(null, "L"));
    }

    private static int DaysIn(CronValue month) => month.Number switch { 2 => 29, 4 or 6 or 9 or 11 => 30, _ => 31 };
}
