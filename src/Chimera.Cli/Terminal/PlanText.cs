using Chimera.Engine.Planning;
using Chimera.Fleet.Folders;

namespace Chimera.Cli.Terminal;

/// <summary>A plan for a person: targets that change alike are shown once.</summary>
internal static class PlanText
{
    private const int MostChanges = 20;
    private const int MostNames = 6;

    public static IEnumerable<string> Of(Plan plan)
    {
        foreach (var group in plan.Steps.Where(step => !step.AtRest).GroupBy(step => (step.Target.Group, step.From, step.To, Again: Again(step))))
        {
            var first = group.First();
            yield return $"{first.Target.Group} on {Names(group)}";
            yield return $"  {(group.Key.From is { } from ? FindingText.OneLine(from.Value) : "nothing yet")}";
            yield return $"  -> {FindingText.OneLine(group.Key.To.Value)}{group.Key.Again}";
            foreach (var line in Changes(first.Difference))
            {
                yield return $"     {line}";
            }
        }

        var rest = plan.Steps.Count(step => step.AtRest);
        if (rest > 0)
        {
            yield return $"{rest} target{(rest == 1 ? " is" : "s are")} where {(rest == 1 ? "it" : "they")} should be already";
        }
    }

    public static IEnumerable<string> Changes(Difference difference)
    {
        foreach (var change in difference.Changes.Take(MostChanges))
        {
            yield return change.Kind switch
            {
                ChangeKind.Added => $"+ {change.Subject} {change.After}{Size(change)}",
                ChangeKind.Removed => $"- {change.Subject} {change.Before}{Size(change)}",
                _ => $"~ {change.Subject} {change.Before} -> {change.After}{Size(change)}",
            };
        }

        if (difference.Changes.Length > MostChanges)
        {
            yield return $"and {difference.Changes.Length - MostChanges} more";
        }

        if (difference.Changes.Length > 0)
        {
            yield return $"{difference.Changes.Length} changes, {SizeText.Signed(difference.SizeDelta)} in all";
        }
    }

    private static string Again(Step step) =>
        step.From != step.To ? "" : FolderDamage.Is(step.Live) ? " (changed on the host: put back)" : " (activate again)";

    // Some things have no size: a rule, a setting.
    private static string Size(Change change) => change is { Kind: not ChangeKind.Changed, SizeDelta: 0 } ? "" : $", {SizeText.Signed(change.SizeDelta)}";

    private static string Names(IEnumerable<Step> steps)
    {
        var names = steps.Select(step => step.Id.Name).ToList();
        return names.Count <= MostNames
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more";
    }
}
