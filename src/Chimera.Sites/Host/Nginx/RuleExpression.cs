using System.Text;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Host.Nginx;

/// <summary>
/// A rule as one entry of nginx's map: an expression over <c>FOUND SCHEME HOST LANGUAGE PATH?QUERY ; COOKIES</c>, and what is done about a request that it
/// matches. Entries are tried in order, so the first rule that matches counts.
/// </summary>
internal static class RuleExpression
{
    /// <summary>What the map answers where a rule stops all rules.</summary>
    public const string Nothing = "files -";

    /// <summary>None or several entries; none where the matcher itself leaves the rule out.</summary>
    /// <param name="more">A forced rule comes later.</param>
    public static IEnumerable<(string Expression, string Answer)> Of(RedirectRule rule, bool more)
    {
        if (RuleReader.Read(rule) is not RuleReading.Usable { Rule: var compiled })
        {
            yield break;
        }

        var (path, captures) = PathExpression.Of(rule);
        if (compiled is { Guard: not null, Pattern: { } pattern } && LeadsBack(compiled.To, pattern))
        {
            yield return (Entry(compiled, $"(?={NginxText.Expression(BeforeSplat(compiled.To))}){path}", "", ""), Nothing);
        }

        var query = new StringBuilder();
        foreach (var parameter in compiled.Query)
        {
            query.Append($"(?=(?:[^ ]*&)?{NginxText.Expression(parameter.Name)}={Value(parameter, captures)}(?:&| ))");
        }

        var entry = Entry(compiled, path, query.ToString(), Cookies(compiled));
        yield return (entry, $"{Kind(compiled)} {DestinationText.Of(compiled.To, captures)}");
        if (more && !compiled.Force)
        {
            // It yields to the file, and so do the rules after it.
            yield return ($"^F{entry[2..]}", Nothing);
        }
    }

    private static string Entry(CompiledRule rule, string path, string query, string cookies) =>
        $"^{(rule.Force ? "[NF]" : "N")} {OrAny(rule.Scheme)} {OrAny(rule.Host)} {Language(rule)} {path}\\?{query}[^ ]* ;{cookies}";

    private static string OrAny(string text) => text.Length == 0 ? "[^ ]*" : NginxText.Expression(text);

    private static string Language(CompiledRule rule) =>
        Array.Find(rule.Conditions, condition => condition.Name == "Language") is { } asked
            ? $"(?i:{string.Join('|', asked.Values.Where(value => value.Length > 0).Select(NginxText.Expression))})(?:-[^ ]+)?"
            : "[^ ]*";

    private static string Cookies(CompiledRule rule) => string.Concat(rule.Conditions.Where(condition => condition.Name == "Cookie")
        .Select(condition => $"(?=.*[; ](?:{string.Join('|', condition.Values.Select(NginxText.Expression))})=[^; ])"));

    private static string Value(QueryParameter parameter, List<Captured> captures)
    {
        if (!parameter.IsCapture)
        {
            return $"(?:{string.Join('|', Sent(parameter.Value).Select(NginxText.Expression))})";
        }

        captures.Add(new Captured(parameter.Value[1..], $"chimera_{captures.Count + 1}"));
        return $"(?<{captures[^1].Variable}>[^& ]*)";
    }

    /// <summary>How a value may be sent. What is compared is decoded, so a value with a per cent sign or a plus is never sent as it is.</summary>
    private static IEnumerable<string> Sent(string value)
    {
        var encoded = Uri.EscapeDataString(value);
        return new[] { value.AsSpan().ContainsAny("%+& ") ? encoded : value, encoded, encoded.Replace("%20", "+", StringComparison.Ordinal) }.Distinct(StringComparer.Ordinal);
    }

    private static string Kind(CompiledRule rule) => rule.Status switch
    {
        >= 300 and < 400 => $"redirect{rule.Status}",
        _ when rule.To.Contains("://", StringComparison.Ordinal) => "proxy",
        200 => "rewrite",
        _ => $"status{rule.Status}",
    };

    /// <summary>Whether what the rule leads to is matched by the rule again, whatever the splat stands for.</summary>
    private static bool LeadsBack(string to, PathPattern pattern) =>
        new[] { "zq7", "zq9/zq8" }.All(splat => pattern.Matches(to.Replace(":splat", splat, StringComparison.Ordinal)));

    private static string BeforeSplat(string to) =>
        to.IndexOf("/:splat", StringComparison.Ordinal) is var at and > 0 ? to[..at] : to;
}
