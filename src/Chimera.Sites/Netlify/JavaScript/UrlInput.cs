using System.Text;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>What happens to the text of a URL before it is taken apart (URL Standard, section 4.4).</summary>
internal static class UrlInput
{
    /// <summary>The index of the colon that ends a scheme; -1 when there is no scheme.</summary>
    public static int SchemeEnd(string text)
    {
        if (text.Length == 0 || !char.IsAsciiLetter(text[0]))
        {
            return -1;
        }

        var end = 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '+' or '-' or '.'))
        {
            end++;
        }

        return end < text.Length && text[end] == ':' ? end : -1;
    }

    /// <summary>Controls and spaces at the ends go, tabs and line ends go everywhere, lone surrogates become U+FFFD.</summary>
    public static string Clean(string text)
    {
        var kept = text.AsSpan();
        while (kept.Length > 0 && kept[0] <= ' ')
        {
            kept = kept[1..];
        }

        while (kept.Length > 0 && kept[^1] <= ' ')
        {
            kept = kept[..^1];
        }

        if (kept.IndexOfAny("\t\n\r") < 0 && !kept.ContainsAnyInRange('\ud800', '\udfff'))
        {
            return kept.ToString();
        }

        var clean = new StringBuilder(kept.Length);
        foreach (var rune in kept.EnumerateRunes())
        {
            if (rune.Value is not ('\t' or '\n' or '\r'))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }
}
