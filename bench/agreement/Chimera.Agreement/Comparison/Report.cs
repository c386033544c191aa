using System.Globalization;
using Chimera.Agreement.Servers;

namespace Chimera.Agreement.Comparison;

/// <summary>What a comparison found, for a person; the last line for a program too.</summary>
internal static class Report
{
    private const int Widest = 400;

    public static void Write(Tally tally, TimeSpan took, TextWriter to)
    {
        to.WriteLine($"{tally.Sites} sites, {tally.Compared} items, {took.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s");
        to.WriteLine();
        to.WriteLine("| kind | compared | equal | percent |");
        to.WriteLine("|---|---|---|---|");
        foreach (var kind in tally.Kinds.Where(kind => tally.Kinds == Kinds.All || tally[kind].Compared > 0))
        {
            var (compared, equal) = tally[kind];
            to.WriteLine($"| {kind} | {compared} | {equal} | {(compared == 0 ? "-" : Floor(100.0 * equal / compared))} |");
        }

        foreach (var kind in tally.Kinds.Where(kind => tally.Differences(kind).Count > 0))
        {
            to.WriteLine();
            to.WriteLine($"{kind}: the first differences");
            foreach (var item in tally.Differences(kind))
            {
                var (path, theirs, chimera) = Json.FirstDifference(item.Oracle, item.Chimera);
                to.WriteLine($"- {item.Site}, {OneLine(item.Of)}{(path.Length == 0 ? "" : $", at {path}")}");
                to.WriteLine($"    {tally.Oracle} {OneLine(theirs)}");
                to.WriteLine($"    chimera {OneLine(chimera)}");
            }
        }

        if (tally.Unanswered.Count > 0)
        {
            to.WriteLine();
            to.WriteLine($"not compared, because {tally.Oracle} gives no answer: {tally.Unanswered.Count}");
            foreach (var why in tally.Unanswered.Take(5))
            {
                to.WriteLine($"- {OneLine(why)}");
            }
        }

        to.WriteLine();
        to.WriteLine($"overall {Floor(tally.Percent)}%");
    }

    /// <summary>What was not compared, and why.</summary>
    public static void WriteServer(ServerRun run, TextWriter to)
    {
        to.WriteLine($"{run.Refused} sites are refused by a plain host; {run.Inexpressible.Count} cannot be expressed:");
        foreach (var site in run.Inexpressible)
        {
            to.WriteLine($"- {OneLine(site)}");
        }

        to.WriteLine();
    }

    /// <summary>Two digits, rounded down: 100.00 means all of them.</summary>
    public static string Floor(double percent) => (Math.Floor(percent * 100) / 100).ToString("F2", CultureInfo.InvariantCulture);

    private static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= Widest ? line : line[..Widest] + "…";
    }
}
