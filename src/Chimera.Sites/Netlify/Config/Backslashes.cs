using Chimera.Documents;

namespace Chimera.Sites.Netlify.Config;

/// <summary>
/// The check that Netlify makes before it parses: in <c>key = "…"</c> and <c>key = """…"""</c>, from the second line on, no backslash
/// before a character without an escape. It looks at the text alone, so it also finds such lines inside of other texts, and a backslash far
/// behind the text that begins there.
/// </summary>
internal static class Backslashes
{
    private const string Triple = "\"\"\"";

    /// <summary>The backslash and the character behind it; null when nothing is wrong.</summary>
    public static TextSpan? FindWrong(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        var lastInTriple = LastBeforeTriple(text);
        for (var line = text.IndexOf('\n', StringComparison.Ordinal); line >= 0; line = text.IndexOf('\n', line + 1))
        {
            if (ValueStart(text, line + 1) is not (>= 0 and var value))
            {
                continue;
            }

            var wrong = string.CompareOrdinal(text, value, Triple, 0, Triple.Length) == 0
                ? (lastInTriple >= value + Triple.Length ? lastInTriple : -1)
                : LastOnLine(text, value);
            if (wrong >= 0)
            {
                return new TextSpan(wrong, IsPair(text, wrong + 1) ? 3 : 2);
            }
        }

        return null;
    }

    /// <summary>The index of the quote in <c>name = "</c>; -1 when the line begins otherwise.</summary>
    private static int ValueStart(string text, int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        if (at == start)
        {
            return -1;
        }

        at = Spaces(text, at);
        if (at >= text.Length || text[at] != '=')
        {
            return -1;
        }

        at = Spaces(text, at + 1);
        return at < text.Length && text[at] == '"' ? at : -1;
    }

    private static int Spaces(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at;
    }

    /// <summary>The last wrong backslash of the whole text that three quotes follow.</summary>
    private static int LastBeforeTriple(string text)
    {
        var last = text.LastIndexOf(Triple, StringComparison.Ordinal);
        for (var at = last - 2; at >= 0; at = at > 0 ? text.LastIndexOf('\\', at - 1) : -1)
        {
            if (IsWrong(text, at) && text[at + 1] != '\n' && at + (IsPair(text, at + 1) ? 3 : 2) <= last)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>
    /// The last wrong backslash behind a quote and on its line that another quote follows, there or behind a line break it escapes.
    /// </summary>
    private static int LastOnLine(string text, int quote)
    {
        if (quote + 1 < text.Length && text[quote + 1] == '"')
        {
            return -1;
        }

        var end = LineEnd(text, quote);
        if (end - 1 > quote && IsWrong(text, end - 1) && text.AsSpan(end + 1, LineEnd(text, end + 1) - end - 1).Contains('"'))
        {
            return end - 1;
        }

        var lastQuote = text.LastIndexOf('"', Math.Max(end - 1, 0));
        for (var at = lastQuote - 2; at > quote; at--)
        {
            if (IsWrong(text, at) && at + (IsPair(text, at + 1) ? 3 : 2) <= lastQuote)
            {
                return at;
            }
        }

        return -1;
    }

    private static int LineEnd(string text, int from) =>
        from >= text.Length ? text.Length : text.IndexOf('\n', from) is >= 0 and var end ? end : text.Length;

    private static bool IsWrong(string text, int at) =>
        text[at] == '\\' && (at == 0 || text[at - 1] != '\\') && at + 1 < text.Length
        && text[at + 1] is not ('"' or '\\' or 'b' or 't' or 'n' or 'f' or 'r' or 'u' or 'U');

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
