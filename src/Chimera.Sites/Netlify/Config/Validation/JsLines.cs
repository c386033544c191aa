using System.Text;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>Lines as a JavaScript pattern with the flag <c>m</c> sees them.</summary>
internal static class JsLines
{
    /// <param name="skipBlank">Lines of nothing but white space stay as they are; otherwise only empty ones do.</param>
    public static string Indent(string text, string with, bool skipBlank)
    {
        if (with.Length == 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var at = 0; at <= text.Length; at++)
        {
            if ((at == 0 || JsText.IsLineEnd(text[at - 1])) && !IsBlankFrom(text, at, skipBlank))
            {
                result.Append(with);
            }

            if (at < text.Length)
            {
                result.Append(text[at]);
            }
        }

        return result.ToString();
    }

    /// <summary>The same for every line but the first, which goes on from what is there.</summary>
    public static string IndentRest(string text, string with) =>
        with.Length > 0 && text.Any(JsText.IsLineEnd) ? Indent(text, with, skipBlank: false)[with.Length..] : text;

    private static bool IsBlankFrom(string text, int at, bool skipBlank)
    {
        while (skipBlank && at < text.Length && !JsText.IsLineEnd(text[at]) && JsText.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at == text.Length || JsText.IsLineEnd(text[at]);
    }
}
