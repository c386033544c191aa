using System.Collections.Immutable;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Host.Telling;

/// <summary>
/// A rule as expressions over <c>FOUND SCHEME HOST LANGUAGE PATH?QUERY ; COOKIES</c>, where FOUND is <c>E</c> when there is a file for the path, and else <c>N</c>, and
/// what is done about a request that it matches.
/// </summary>
internal static class RuleExpression
{
    // What stands before the path.
    private const string Before = "^. [^ ]* [^ ]* [^ ]* ";

    /// <summary>What a web server is told of all rules, in order.</summary>
    public static IEnumerable<RuleEntry> Of(ImmutableArray<RedirectRule> rules)
    {
        var lastForced = rules.Length - 1;
        while (lastForced >= 0 && !rules[lastForced].Force)
        {
            lastForced--;
        }

        return rules.SelectMany((rule, at) => Of(rule, at < lastForced));
    }

    /// <returns>None or several entries; none where the matcher itself leaves the rule out.</returns>
    /// <param name="more">A forced rule comes later.</param>
    private static IEnumerable<RuleEntry> Of(RedirectRule rule, bool more)
    {
        if (RuleReader.Read(rule) is not RuleReading.Usable { Rule: var compiled })
        {
            yield break;
        }

        var (path, captures) = PathExpression.Of(rule);
        var first = Entry(compiled, path);
        if (compiled is { Guard: not null, Pattern: { } pattern } && LeadsBack(compiled.To, pattern))
        {
            yield return Nothing([first, Before + Expressions.Literal(BeforeSplat(compiled.To))]);
        }

        List<string> all = [first];
        foreach (var parameter in compiled.Query)
        {
            all.Add($"{Before}[^ ?]*\\?(?:[^ ]*&)?{Expressions.Literal(parameter.Name)}={Value(parameter, captures, all.Count)}(?:&| )");
        }

        all.AddRange(compiled.Conditions.Where(condition => condition.Name == "Cookie")
            .Select(condition => $"{Before}[^ ]* ;.*[; ](?:{string.Join('|', condition.Values.Select(Expressions.Literal))})=[^; ]"));
        yield return new RuleEntry([.. all], AnswerOf(compiled), compiled.Status, compiled.To, [.. captures]);
        if (more && !compiled.Force)
        {
            // It yields to the file, and so do the rules after it.
            yield return Nothing([$"^E{first[2..]}", .. all[1..]]);
        }
    }

    private static RuleEntry Nothing(ImmutableArray<string> expressions) => new(expressions, RuleAnswer.Files, 0, "", []);

    private static string Entry(CompiledRule rule, string path) =>
        $"^{(rule.Force ? "[NE]" : "N")} {OrAny(rule.Scheme)} {OrAny(rule.Host)} {Language(rule)} {path}\\?[^ ]* ;";

    private static string OrAny(string text) => text.Length == 0 ? "[^ ]*" : Expressions.Literal(text);

    private static string Language(CompiledRule rule) =>
        Array.Find(rule.Conditions, condition => condition.Name == "Language") is { } asked
            ? $"(?i:{string.Join('|', asked.Values.Where(value => value.Length > 0).Select(Expressions.Literal))})(?:-[^ ]+)?"
            : "[^ ]*";

    private static string Value(QueryParameter parameter, List<Captured> captures, int expression)
    {
        if (!parameter.IsCapture)
        {
            return $"(?:{string.Join('|', Sent(parameter.Value).Select(Expressions.Literal))})";
        }

        captures.Add(new Captured(parameter.Value[1..], $"chimera_{captures.Count + 1}", expression));
        return $"(?P<{captures[^1].Variable}>[^& ]*)";
    }

    /// <summary>How a value may be sent. What is compared is decoded, so a value with a per cent sign or a plus is never sent as it is.</summary>
    private static IEnumerable<string> Sent(string value)
    {
        var encoded = Uri.EscapeDataString(value);
        return new[] { value.AsSpan().ContainsAny("%+& ") ? encoded : value, encoded, encoded.Replace("%20", "+", StringComparison.Ordinal) }.Distinct(StringComparer.Ordinal);
    }

    private static RuleAnswer AnswerOf(CompiledRule rule) => rule.Status switch
    {
        >= 300 and < 400 => RuleAnswer.Redirect,
        _ when rule.To.Contains("://", StringComparison.Ordinal) => RuleAnswer.Proxy,
        200 => RuleAnswer.Rewrite,
        _ => RuleAnswer.Status,
    };

    /// <summary>Whether what the rule leads to is matched by the rule again, whatever the splat stands for.</summary>
    private static bool LeadsBack(string to, PathPattern pattern) =>
        new[] { "zq7", "zq9/zq8" }.All(splat => pattern.Matches(to.Replace(":splat", splat, StringComparison.Ordinal)));

    private static string BeforeSplat(string to) =>
        to.IndexOf("/:splat", StringComparison.Ordinal) is var at and > 0 ? to[..at] : to;
}
