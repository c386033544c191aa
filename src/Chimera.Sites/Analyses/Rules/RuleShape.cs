using Chimera.Sites.Findings;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Rules;

/// <summary>What can be seen of a rule without trying it.</summary>
internal static class RuleShape
{
    /// <summary>From this many on, the platform advises against it.</summary>
    private const int Many = 10_000;

    public static IEnumerable<SiteFinding> Check(RedirectMatcher matcher, Platform platform, CancellationToken cancel)
    {
        if (matcher.Rules.Length > Many)
        {
            yield return new SiteFinding(RuleFindings.TooMany, $"the site has {matcher.Rules.Length} rules", matcher.Rules[Many].Place);
        }

        if (matcher.Failure is { } failure)
        {
            yield return Odd(
                RuleFindings.BreaksAll, matcher.Rules[failure.Index], "the platform applies no rule at all because of the one for",
                failure.Why);
        }

        for (var index = 0; index < matcher.Rules.Length; index++)
        {
            cancel.ThrowIfCancellationRequested();
            var rule = matcher.Rules[index];
            if (matcher.Dropped.TryGetValue(index, out var why))
            {
                var kind = rule.Odd?.ContainsKey("force") == true ? RuleFindings.ForceNotBoolean : RuleFindings.Dropped;
                yield return Odd(kind, rule, "the platform drops the rule for", why);
            }

            foreach (var condition in rule.Conditions.Where(condition => !IsKnown(condition)))
            {
                yield return new SiteFinding(
                    RuleFindings.ConditionUnknown,
                    $"the rule for '{rule.From}' never applies: the platform knows no condition '{condition.Name}'", rule.Place,
                    Subject: condition.Name);
            }

            if (platform == Platform.Netlify && rule.Status is { } status && status is not (200 or 301 or 302 or 404))
            {
                yield return new SiteFinding(
                    RuleFindings.StatusUnsupported, $"the rule for '{rule.From}' has the status {status:0}", rule.Place,
                    Subject: $"{status:0}");
            }

            if (IsHalfEncoded(rule.Path))
            {
                yield return new SiteFinding(
                    RuleFindings.EncodingMixed, $"the path '{rule.Path}' is percent-encoded only in part", rule.Place, Subject: rule.Path);
            }
        }
    }

    private static SiteFinding Odd(FindingKind kind, RedirectRule rule, string what, string why) =>
        new(kind, $"{what} '{rule.From}': {why}", rule.OddPlace ?? rule.Place, rule.OddSpan, Subject: rule.From);

    public static bool HasUnknownCondition(RedirectRule rule) =>
        !rule.Conditions.IsEmpty && rule.Conditions.Any(condition => !IsKnown(condition));

    public static bool NeedsEncoding(string path) => path.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static bool IsKnown(Condition condition) => condition.Name is "Country" or "Language" or "Role" or "Cookie";

    private static bool IsHalfEncoded(string path)
    {
        if (!NeedsEncoding(path))
        {
            return false;
        }

        for (var at = path.IndexOf('%', StringComparison.Ordinal); at >= 0 && at + 2 < path.Length; at = path.IndexOf('%', at + 1))
        {
            if (char.IsAsciiHexDigit(path[at + 1]) && char.IsAsciiHexDigit(path[at + 2]))
            {
                return true;
            }
        }

        return false;
    }
}
