using Chimera.Sites.Findings;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>Names and values that HTTP cannot carry (RFC 9110, §5.1 and §5.5).</summary>
internal static class HeaderSyntax
{
    private static readonly AsciiSet Token =
        new("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static IEnumerable<SiteFinding> Check(HeaderRule rule)
    {
        foreach (var (name, value) in rule.Values)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(Token))
            {
                yield return new SiteFinding(
                    HeaderFindings.InvalidName, $"'{SafeText.Line(name)}' cannot be the name of a header{Wrong(name)}", rule.Place,
                    Subject: name);
            }

            foreach (var c in value)
            {
                if (c > '\u00ff' || (c < ' ' && c != '\t') || c == '\u007f')
                {
                    yield return new SiteFinding(
                        HeaderFindings.InvalidValue,
                        $"the value of {SafeText.Line(name)} holds the character U+{(int)c:X4}, which a header cannot carry",
                        rule.Place, Subject: name);
                    break;
                }
            }
        }
    }

    private static string Wrong(string name)
    {
        var at = name.AsSpan().IndexOfAnyExcept(Token);
        return at < 0 ? "" : name[at] == ' ' ? ": it has a space" : $": it has the character U+{(int)name[at]:X4}";
    }
}
