namespace Chimera.Sites.Watching;

/// <summary>How long the answers of one look took to begin.</summary>
public sealed record ResponseTimes(TimeSpan P50, TimeSpan P95)
{
    /// <returns>Null when nothing was answered.</returns>
    internal static ResponseTimes? Of(IEnumerable<TimeSpan> answers)
    {
        var sorted = answers.Order().ToList();
        return sorted.Count == 0 ? null : new ResponseTimes(Rank(sorted, 50), Rank(sorted, 95));
    }

    // Nearest rank: a time that was measured, not one between two.
    private static TimeSpan Rank(List<TimeSpan> sorted, int percent) => sorted[(((sorted.Count * percent) + 99) / 100) - 1];
}
