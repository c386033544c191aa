using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Serving;

/// <summary>Says of the rules for a request's path what each of them came to.</summary>
internal static class RuleReasons
{
    // More than a person reads; a site can have thousands of rules for one path.
    private const int Limit = 50;

    /// <summary>Rules before the one that matched which did not apply, and those after it which would have.</summary>
    public static IEnumerable<Reason> Of(RedirectMatcher matcher, SiteRequest request, RedirectMatch? match)
    {
        var decided = match is null or { Force404: true } ? int.MaxValue : match.Index;
        foreach (var traced in matcher.Trace(request, request.Path, Limit))
        {
            var rule = matcher.Rules[traced.Index];
            if (traced.Index == decided)
            {
                continue;
            }

            if (traced.Index < decided && Missed(rule, traced.Outcome, request) is { } missed)
            {
                yield return new Reason(traced.Outcome == RuleOutcome.Guarded ? ReasonKind.Guarded : ReasonKind.NotMet, missed, rule.Place);
                if (traced.Outcome == RuleOutcome.Guarded)
                {
                    yield break;
                }
            }
            else if (traced.Index > decided && traced.Outcome == RuleOutcome.Met)
            {
                yield return new Reason(
                    ReasonKind.Shadowed, $"the rule for '{rule.From}' would match too, but comes after the one for '{match!.Rule.From}'", rule.Place);
            }
        }
    }

    private static string? Missed(RedirectRule rule, RuleOutcome outcome, SiteRequest request) => outcome switch
    {
        RuleOutcome.OtherHost => $"the rule for '{rule.From}' is for another host or scheme than {request.Scheme}://{request.Host}",
        RuleOutcome.Guarded =>
            $"the rule for '{rule.From}' would lead the visitor to where it matches again, so Netlify tries no rule any more for this path",
        RuleOutcome.QueryMissing => $"the rule for '{rule.From}' asks for the query parameters {Query(rule)}, and the request has not got them all",
        RuleOutcome.ConditionFailed => $"the rule for '{rule.From}' is for {Conditions(rule, role: false)} only, which this visitor is not",
        RuleOutcome.RoleMissing => $"the rule for '{rule.From}' is for {Conditions(rule, role: true)} only, and this visitor has no token of such a role",
        _ => null,
    };

    private static string Query(RedirectRule rule) =>
        string.Join(" and ", rule.Query.Where(pair => pair.Value is not null).Select(pair => $"'{pair.Key}={pair.Value}'"));

    private static string Conditions(RedirectRule rule, bool role) => string.Join(
        " and ",
        rule.Conditions.Where(one => one.Values.Length > 0 && (!role || one.Name == "Role")).Select(one => $"{one.Name}={string.Join(',', one.Values)}"));
}
