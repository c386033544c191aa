using System.Text;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Warnings;

/// <summary>What Netlify prints beside the configuration, in order.</summary>
internal sealed class ConfigWarnings
{
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts => _texts;

    public void Add(string text) => _texts.Add(Plain.Text(WithoutEmptyLines(text)));

    /// <summary>
    /// Netlify's build log drops empty lines, so its tools put a zero-width space into them: every match of <c>/^\s*$/gm</c> becomes one.
    /// </summary>
    internal static string WithoutEmptyLines(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at <= text.Length;)
        {
            if ((at == 0 || JsText.IsLineEnd(text[at - 1])) && BlankEnd(text, at) is >= 0 and var end)
            {
                result.Append('\u200b');
                if (end > at)
                {
                    at = end;
                    if (at > 0 && JsText.IsLineEnd(text[at - 1]))
                    {
                        continue;
                    }
                }
            }

            if (at < text.Length)
            {
                result.Append(text[at]);
            }

            at++;
        }

        return result.ToString();
    }

    /// <summary>The last place up to which there is only white space and at which a line ends; -1 when there is none.</summary>
    private static int BlankEnd(string text, int start)
    {
        var end = -1;
        for (var at = start; ; at++)
        {
            if (at == text.Length || JsText.IsLineEnd(text[at]))
            {
                end = at;
            }

            if (at == text.Length || !JsText.IsWhiteSpace(text[at]))
            {
                return end;
            }
        }
    }
}
