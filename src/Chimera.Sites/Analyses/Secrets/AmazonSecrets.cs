namespace Chimera.Sites.Analyses.Secrets;

/// <summary>The secret half of an AWS access key: 40 letters of base64, near the id.</summary>
internal static class AmazonSecrets
{
    private const int Near = 300;
    private const int Length = 40;

    public static bool IsNear(string text, int at)
    {
        var (start, end) = (Math.Max(0, at - Near), Math.Min(text.Length, at + Near));
        for (var from = start; from < end;)
        {
            var to = from;
            while (to < text.Length && to - from <= Length && (char.IsAsciiLetterOrDigit(text[to]) || text[to] is '+' or '/'))
            {
                to++;
            }

            var word = text.AsSpan(from, to - from);
            if (word.Length == Length && (from == 0 || !char.IsAsciiLetterOrDigit(text[from - 1])) && IsSecret(word))
            {
                return true;
            }

            from = to + 1;
        }

        return false;
    }

    // A digest in hexadecimal has the same length.
    private static bool IsSecret(ReadOnlySpan<char> word) =>
        word.ContainsAnyInRange('a', 'z') && word.ContainsAnyInRange('A', 'Z') && word.ContainsAnyInRange('0', '9')
            && !word.Contains("EXAMPLE", StringComparison.Ordinal)
        && Chance.Entropy(word) >= 4;
}
