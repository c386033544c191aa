using System.Collections.Immutable;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>Puts into words what came of each rule that shares its path with a request.</summary>
internal sealed class MatchExplainer(RedirectMatcher matcher, Visitor visitor, string path, RedirectMatch? match)
{
    private readonly ImmutableArray<Reason>.Builder _reasons = ImmutableArray.CreateBuilder<Reason>();
    private bool _over;

    public MatchExplanation Explain(ReadOnlySpan<int> candidates)
    {
        foreach (var index in candidates)
        {
            if (_reasons.Count == MatchExplanation.MaxReasons)
            {
                break;
            }

            Add(index);
        }

        if (match is null && !_over)
        {
            _reasons.Add(new Reason(ReasonKind.Decided, $"no rule matches '{path}'"));
        }

        return new MatchExplanation(match, _reasons.ToImmutable());
    }

    private void Add(int index)
    {
        var rule = matcher.Rules[index];
        var compiled = matcher.Compiled(index);
        var outcome = compiled is null ? RuleOutcome.Met : RuleTrial.Try(compiled, visitor, path, out _);
        if (_over)
        {
            if (outcome is RuleOutcome.Met or RuleOutcome.RoleMissing)
            {
                Say(ReasonKind.Shadowed, rule, "would match, had not an earlier rule");
            }

            return;
        }

        switch (outcome)
        {
            case RuleOutcome.Met:
                _over = true;
                Say(ReasonKind.Decided, rule, match?.Negative == true ? "matches, the visitor lacking a role asked for before" : "matches");
                break;
            case RuleOutcome.Guarded:
                _over = true;
                Say(ReasonKind.Guarded, rule, "would lead here again, so the platform stops: neither it nor a later rule applies");
                break;
            case RuleOutcome.RoleMissing when match is { Force404: true } && match.Index == index:
                Say(ReasonKind.Decided, rule, $"asks for {Asked(compiled!, "Role")}, which the visitor lacks, and no later rule matches");
                break;
            case RuleOutcome.RoleMissing:
                Say(ReasonKind.NotMet, rule, $"asks for {Asked(compiled!, "Role")}, which the visitor lacks");
                break;
            case RuleOutcome.ConditionFailed:
                var failed = Array.Find(compiled!.Conditions, condition => !condition.IsRole && !RuleTrial.Holds(condition, visitor))!;
                Say(ReasonKind.NotMet, rule, failed.IsKnown
                    ? $"asks for {failed.Name} {failed.Joined}, and the request has {Had(failed.Name)}"
                    : $"has the condition '{failed.Name}', which the platform does not know: it never applies");
                break;
            case RuleOutcome.QueryMissing:
                var missing = Array.Find(compiled!.Query, parameter => !parameter.IsMet(visitor.Query))!;
                Say(ReasonKind.NotMet, rule, $"asks for the query '{missing.Name}={missing.Value}', and the request has '{visitor.Query}'");
                break;
            case RuleOutcome.OtherHost when compiled!.Pattern?.Matches(path) != false:
                Say(ReasonKind.NotMet, rule, $"is for {OriginOf(compiled)}, and the request is for {visitor.Scheme}://{visitor.Host}");
                break;
            case RuleOutcome.NoDestination:
                Say(ReasonKind.NotMet, rule, "has an empty destination for this path");
                break;
        }
    }

    private void Say(ReasonKind kind, RedirectRule rule, string what) =>
        _reasons.Add(new Reason(kind, $"the rule '{rule.From}' to '{rule.To}' {what}", rule.Place));

    private static string OriginOf(CompiledRule rule) =>
        $"{(rule.Scheme.Length == 0 ? "" : rule.Scheme + "://")}{(rule.Host.Length == 0 ? "any host" : rule.Host)}";

    private static string Asked(CompiledRule rule, string name) =>
        $"the {name} {Array.Find(rule.Conditions, condition => condition.Name == name)?.Joined}";

    private string Had(string name) => name switch
    {
        "Country" => visitor.Country.Length == 0 ? "none" : visitor.Country,
        "Language" => visitor.Language.Length == 0 ? "none" : visitor.Language,
        _ => "none of them",
    };
}
