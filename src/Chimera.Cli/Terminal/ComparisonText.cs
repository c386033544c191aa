using Chimera.Sites.Platforms;
using Chimera.Sites.Platforms.Differences;

namespace Chimera.Cli.Terminal;

/// <summary>What behaves differently where, for a person: a block for each cause, with one request as its example.</summary>
internal static class ComparisonText
{
    public static IEnumerable<string> Of(PlatformComparison comparison) => Lines(comparison).Select(FindingText.OneLine);

    private static IEnumerable<string> Lines(PlatformComparison comparison)
    {
        if (comparison.Platforms.Length < 2)
        {
            yield break;
        }

        yield return "";
        yield return comparison.Groups.IsEmpty
            ? $"no difference between {string.Join(", ", comparison.Platforms.Select(platform => platform.Name()))} in {comparison.Requests} requests"
            : $"differences between the platforms, in {comparison.Requests} requests";
        foreach (var cause in comparison.Groups.GroupBy(group => group.Cause))
        {
            yield return $"  {Words(cause.Key)}";
            foreach (var group in cause)
            {
                var request = group.Examples[0].Request;
                yield return $"    {request.Method} {request.Target}{(group.Count > 1 ? $" and {group.Count - 1} more" : "")}";
                foreach (var outcome in group.Outcomes.GroupBy(pair => pair.Value))
                {
                    yield return $"      {string.Join(", ", outcome.Select(pair => pair.Key.Name()))}: {outcome.Key}";
                }
            }
        }
    }

    public static string Words(DifferenceCause cause) => cause switch
    {
        DifferenceCause.RulesNotRead => "rules that not every platform reads",
        DifferenceCause.RulesDiffer => "rules that are read differently",
        DifferenceCause.FilesDiffer => "files that not every platform publishes",
        DifferenceCause.TrailingSlash => "a slash at the end",
        DifferenceCause.CleanUrl => "addresses without .html",
        DifferenceCause.LetterCase => "upper and lower case",
        DifferenceCause.NotFoundPage => "what is not there",
        DifferenceCause.Method => "requests that do not read",
        DifferenceCause.Headers => "headers",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
    };
}
