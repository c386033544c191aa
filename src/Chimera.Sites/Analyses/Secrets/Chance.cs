namespace Chimera.Sites.Analyses.Secrets;

/// <summary>
/// Tells random letters from examples such as <c>xxxxxxxx</c> and <c>your-token-here</c>. Support for a form that fits already, never a
/// reason by itself.
/// </summary>
internal static class Chance
{
    /// <summary>At least 2.8 bits for each letter, a digit, and no run of four equal letters.</summary>
    public static bool IsLikely(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('0', '9') || text.Contains("example", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        for (var at = 3; at < text.Length; at++)
        {
            if (text[at] == text[at - 1] && text[at] == text[at - 2] && text[at] == text[at - 3])
            {
                return false;
            }
        }

        return Entropy(text) >= 2.8;
    }

    /// <summary>Bits for each letter, as they are spread here.</summary>
    public static double Entropy(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        foreach (var c in text)
        {
            counts[c & 127]++;
        }

        var bits = 0.0;
        foreach (var count in counts)
        {
            bits -= count == 0 ? 0 : (double)count / text.Length * Math.Log2((double)count / text.Length);
        }

        return bits;
    }
}
