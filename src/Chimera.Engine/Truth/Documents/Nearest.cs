namespace Chimera.Engine.Truth.Documents;

/// <summary>Finds the word a person most likely meant: the one with the least edits, if they are few for its length.</summary>
public static class Nearest
{
    /// <returns>The nearest of the words; null when none is near.</returns>
    public static string? To(string written, IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(written);
        return words
            .Where(word => Math.Abs(word.Length - written.Length) <= Allowed(word))
            .Select(word => (Word: word, Edits: Distance(written.ToLowerInvariant(), word.ToLowerInvariant())))
            .Where(pair => pair.Edits <= Allowed(pair.Word))
            .OrderBy(pair => pair.Edits).ThenBy(pair => pair.Word, StringComparer.Ordinal)
            .Select(pair => pair.Word)
            .FirstOrDefault();
    }

    /// <summary><c>did you mean 'canary'?</c>, or what to do when nothing is near.</summary>
    public static string Hint(string written, IReadOnlyCollection<string> words, string otherwise) =>
        To(written, words) is { } near ? $"did you mean '{near}'?" : otherwise;

    private static int Allowed(string word) => Math.Max(1, word.Length / 3);

    // Optimal string alignment: insert, delete, replace, swap two neighbours.
    private static int Distance(string left, string right)
    {
        var before = new int[right.Length + 1];
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replace = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous) = (previous, current);
        }

        return previous[^1];
    }
}
