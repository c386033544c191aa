namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>
/// What JavaScript takes for white space, in <c>trim()</c> and <c>\s</c> alike (ECMA-262, WhiteSpace and LineTerminator).
/// </summary>
internal static class JsText
{
    public static bool IsWhiteSpace(char c) => c switch
    {
        '\t' or '\n' or '\v' or '\f' or '\r' or ' ' => true,
        < '\u00a0' => false,
        '\u00a0' or '\u1680' or (>= '\u2000' and <= '\u200a') or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000' or '\ufeff' =>
            true,
        _ => false,
    };

    /// <summary>What <c>^</c> and <c>$</c> take for the end of a line in a pattern with the flag <c>m</c>.</summary>
    public static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    public static bool IsBlank(string text) => text.All(IsWhiteSpace);

    public static string Trim(string text) => TrimEnd(TrimStart(text));

    public static string TrimStart(string text)
    {
        var start = 0;
        while (start < text.Length && IsWhiteSpace(text[start]))
        {
            start++;
        }

        return text[start..];
    }

    public static string TrimEnd(string text)
    {
        var end = text.Length;
        while (end > 0 && IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    /// <summary><c>text.split(/\s+/)</c>: white space at either end leaves an empty piece there.</summary>
    public static List<string> SplitOnWhiteSpace(string text)
    {
        List<string> pieces = [];
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsWhiteSpace(text[at]))
            {
                continue;
            }

            pieces.Add(text[start..at]);
            while (at + 1 < text.Length && IsWhiteSpace(text[at + 1]))
            {
                at++;
            }

            start = at + 1;
        }

        pieces.Add(text[start..]);
        return pieces;
    }
}
