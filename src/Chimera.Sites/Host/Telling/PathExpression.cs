using System.Text;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Host.Telling;

/// <summary>
/// The path of a rule as an expression of a web server's. It is the one that <see cref="PathPattern"/> stands for; only a dot stands for less, since what comes after
/// the path in the text that it is tried on begins with a question mark, which no path holds.
/// </summary>
internal static class PathExpression
{
    private const string Any = "[^ ?]*";
    private const string Segment = "[^/ ?]+";

    public static (string Expression, List<Captured> Captures) Of(RedirectRule rule)
    {
        List<Captured> captures = [];
        if (PathPattern.Parse(rule.Path) is not { } pattern)
        {
            return ($"/{Expressions.Literal(ExactPaths.Key(rule.Path).ToString())}/?", captures);
        }

        var expression = new StringBuilder();
        for (var at = 0; at < pattern.Units.Length; at++)
        {
            var unit = pattern.Units[at];
            var text = pattern.TextOf(unit).ToString();
            // A splat has the optional slash before it for itself.
            var spare = at + 1 < pattern.Units.Length && pattern.Units[at + 1].IsSplat ? "" : "/?";
            _ = unit.Part switch
            {
                PatternPart.Literal => expression.Append($"/{Expressions.Literal(text)}{spare}"),
                PatternPart.Placeholder => expression.Append($"/{Group(text, Segment)}{spare}"),
                PatternPart.OpenSplat => expression.Append($"/?{Group("splat", Any)}"),
                _ => expression.Append($"(?:|/|/{Group("splat", Any)}/?)"),
            };
        }

        return (expression.ToString(), captures);

        string Group(string name, string what)
        {
            captures.Add(new Captured(name, $"chimera_{captures.Count + 1}", 0));
            return $"(?P<{captures[^1].Variable}>{what})";
        }
    }
}
