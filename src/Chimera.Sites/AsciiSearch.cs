namespace Chimera.Sites;

/// <summary>Looks for the characters of a set, as the framework's own methods of these names do.</summary>
internal static class AsciiSearch
{
    public static bool ContainsAny(this ReadOnlySpan<char> text, AsciiSet set) => text.IndexOfAny(set) >= 0;

    public static bool ContainsAnyExcept(this ReadOnlySpan<char> text, AsciiSet set) => text.IndexOfAnyExcept(set) >= 0;

    public static int IndexOfAny(this ReadOnlySpan<char> text, AsciiSet set)
    {
        var at = 0;
        while (at < text.Length && !set.Contains(text[at]))
        {
            at++;
        }

        return at < text.Length ? at : -1;
    }

    public static int IndexOfAnyExcept(this ReadOnlySpan<char> text, AsciiSet set)
    {
        var at = 0;
        while (at < text.Length && set.Contains(text[at]))
        {
            at++;
        }

        return at < text.Length ? at : -1;
    }
}
