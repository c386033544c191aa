using Chimera.Engine.Execution;

namespace Chimera.Cli.Terminal;

/// <summary>How a rollout ended, for a person: failures one by one, then a line of counts.</summary>
internal static class ReportText
{
    /// <param name="what">What it was: a rollout, or a panic.</param>
    public static IEnumerable<string> Of(RolloutReport report, string what)
    {
        foreach (var (target, outcome) in report.Outcomes)
        {
            var why = OutcomeDocument.WhyOf(outcome);
            yield return why is null
                ? $"{target.Name}: {OutcomeDocument.NameOf(outcome)}"
                : $"{target.Name}: {OutcomeDocument.NameOf(outcome)}: {FindingText.OneLine(why.Message)}{(why.Remedy is { } remedy ? $"; {FindingText.OneLine(remedy)}" : "")} [{why.Code}]";
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
