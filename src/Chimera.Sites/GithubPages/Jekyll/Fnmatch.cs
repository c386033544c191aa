namespace Chimera.Sites.GithubPages.Jekyll;

/// <summary>
/// Ruby's <c>File.fnmatch?</c> without flags, which Jekyll's <c>include</c> and <c>exclude</c> are matched with: <c>*</c> crosses slashes,
/// braces are literal. Takes time in proportion to pattern times text.
/// </summary>
internal static class Fnmatch
{
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, retry = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = t;
            }
            else if (p < pattern.Length && Step(pattern, p, text[t]) is var next and > 0)
            {
                p = next;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++retry;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    /// <returns>The index after what matched; 0 when it does not.</returns>
    private static int Step(ReadOnlySpan<char> pattern, int at, char character) => pattern[at] switch
    {
        '?' => at + 1,
        '[' => Set(pattern, at + 1, character),
        '\\' when at + 1 < pattern.Length => pattern[at + 1] == character ? at + 2 : 0,
        var literal => literal == character ? at + 1 : 0,
    };

    private static int Set(ReadOnlySpan<char> pattern, int at, char character)
    {
        var negated = at < pattern.Length && pattern[at] is ('!' or '^');
        at += negated ? 1 : 0;
        var found = false;
        for (var first = at; at < pattern.Length && (pattern[at] != ']' || at == first); at++)
        {
            var low = pattern[at];
            if (at + 2 < pattern.Length && pattern[at + 1] == '-' && pattern[at + 2] != ']')
            {
                at += 2;
            }

            found |= character >= low && character <= pattern[at];
        }

        return at < pattern.Length && found != negated ? at + 1 : 0;
    }
}
