using System.Text;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>A header rule as Netlify's own parser gives it.</summary>
internal static class HeaderJson
{
    /// <param name="minimal">Only what <c>netlify.toml</c> may say: without the regular expression.</param>
    public static string Write(HeaderRule rule, bool minimal)
    {
        var text = new StringBuilder("{\"for\":").Append(JsJson.Quote(rule.For)).Append(",\"values\":");
        RedirectJson.Pairs(text, rule.Values);
        if (!minimal)
        {
            text.Append(",\"forRegExp\":").Append(JsJson.Quote(HeaderPattern.Of(rule.For).Source)).Append(",\"forRegExpFlags\":\"iu\"");
        }

        return text.Append('}').ToString();
    }

    public static string WriteAll(IEnumerable<HeaderRule> rules, bool minimal) =>
        $"[{string.Join(',', rules.Select(rule => Write(rule, minimal)))}]";
}
