namespace Chimera.Sites.Analyses.Pages;

/// <summary>Text in which nothing is a tag but the end tag of its own element.</summary>
internal static class RawText
{
    /// <summary>Where the end tag begins; the end of the text when there is none.</summary>
    public static int End(string text, int start, string name)
    {
        for (var at = text.IndexOf("</", start, StringComparison.Ordinal); at >= 0; at = text
            .IndexOf("</", at + 2, StringComparison.Ordinal))
        {
            if (IsName(text, at + 2, name))
            {
                return at;
            }
        }

        return text.Length;
    }

    /// <summary>The name stands here, in any case, and ends here.</summary>
    public static bool IsName(string text, int at, string name) =>
        at + name.Length < text.Length
        && text.AsSpan(at, name.Length).Equals(name, StringComparison.OrdinalIgnoreCase)
        && (text[at + name.Length] is ' ' or '\t' or '\n' or '\r' or '\f' or '/' or '>');
}
