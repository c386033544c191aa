using Chimera.Sites.Platforms;

namespace Chimera.Cli.Terminal;

/// <summary>What behaves differently where, for a person: a line for each cause, with one request as example.</summary>
internal static class DifferenceText
{
    public static IEnumerable<string> Of(IReadOnlyCollection<PlatformDifference> differences, IReadOnlyCollection<Foresight> foreseen)
    {
        if (foreseen.Count < 2)
        {
            yield break;
        }

        yield return "";
        yield return differences.Count == 0 ? "no difference between the platforms was found" : "differences between the platforms";
        foreach (var difference in differences)
        {
            yield return FindingText.OneLine($"  {difference.Cause}: {difference.Request}{(difference.Requests > 1 ? $" and {difference.Requests - 1} more" : "")}");
            foreach (var answers in difference.Answers.GroupBy(answer => answer.Answer))
            {
                yield return FindingText.OneLine($"    {string.Join(", ", answers.Select(answer => answer.Platform.Name()))}: {answers.Key}");
            }
        }
    }
}
