using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Checks;

/// <summary>Rules that Netlify's parser takes and its matcher then leaves out without a word, or fails on.</summary>
internal static class UnusedRules
{
    public static IEnumerable<SiteFinding> Find(RedirectMatcher matcher, TomlDocument? document)
    {
        if (matcher.Failure is { } failure)
        {
            yield return Finding(NetlifyFindings.RuleBreaksAll, matcher.Rules[failure.Index], failure.Why, document);
        }

        foreach (var (index, why) in matcher.Dropped)
        {
            yield return Finding(NetlifyFindings.RuleDropped, matcher.Rules[index], why, document);
        }
    }

    private static SiteFinding Finding(FindingKind kind, RedirectRule rule, string why, TomlDocument? document)
    {
        var field = rule.Odd?.Select(pair => pair.Key).FirstOrDefault(key => key != "rate_limit");
        var span = field is null || document is null ? null : SpanOf(document, rule, field);
        return new SiteFinding(
            kind, $"the rule for '{rule.From}' is never used: {why}", span is { } at ? document!.Source.PlaceOf(at) : rule.Place, span, Subject: field);
    }

    /// <summary>The field of the rule's table, which begins at the rule's place.</summary>
    private static TextSpan? SpanOf(TomlDocument document, RedirectRule rule, string field) =>
        document.Find("redirects")?.Value is TomlArray list
        && list.Items.FirstOrDefault(item => document.Source.PlaceOf(item.Span) == rule.Place) is TomlTable table
            ? table.Find(field)?.Value.Span
            : null;
}
