using Chimera.Engine.Execution;

namespace Chimera.Cli.Terminal;

/// <summary>How a rollout ended, for a person: what did not go as it was asked to, one by one, then a line of counts.</summary>
internal static class ReportText
{
    /// <param name="what">What it was: a rollout, or a panic.</param>
    public static IEnumerable<string> Of(RolloutReport report, string what)
    {
        // Where everything went as it was asked to, the counts say it all.
        foreach (var (target, outcome) in report.Outcomes)
        {
            if (OutcomeDocument.WhyOf(outcome) is { Code: not "panic.reverted" } why)
            {
                var remedy = why.Remedy is { } text ? $"; {text}" : "";
                yield return FindingText.OneLine($"{target.Name}: {OutcomeDocument.NameOf(outcome)}: {why.Message}{remedy} [{why.Code}]");
            }
        }

        yield return $"{what} {report.Rollout}: {Counts(report)}{(report.Interrupted ? "; stopped, finish it with 'chimera deploy --resume'" : "")}";
    }

    private static string Counts(RolloutReport report)
    {
        var counts = report.Outcomes.Values
            .GroupBy(OutcomeDocument.NameOf)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Count()} {group.Key}");
        return report.Outcomes.IsEmpty ? "no target" : string.Join(", ", counts);
    }
}
