using Chimera.Sites.Findings;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Rules;

/// <summary>Whether a rule ever gets its turn.</summary>
internal static class RuleOrder
{
    public static SiteFinding? Check(RuleProbe probe)
    {
        if (probe.Own is not null)
        {
            return null;
        }

        var rule = probe.Rule;
        if (probe.Shadow is { } shadow)
        {
            var earlier = $"the rule '{shadow.Rule.From}' to '{shadow.Rule.To}'{At(shadow.Rule)}";
            return !IsSameRequest(rule, shadow.Rule)
                ? Finding(RuleFindings.Shadowed, rule,
                    $"the rule for '{rule.From}' never gets its turn: {earlier} matches the same before it")
                : rule.To == shadow.Rule.To && Status(rule) == Status(shadow.Rule) && rule.Force == shadow.Rule.Force
                    ? Finding(RuleFindings.Duplicate, rule, $"the rule for '{rule.From}' is there already: {earlier}")
                    : Finding(RuleFindings.Contradictory, rule, $"the rule for '{rule.From}' leads to '{rule.To}'; {earlier} comes first");
        }

        // Whether a visitor has a role cannot be tried.
        return rule.Conditions.Any(condition => condition.Name == "Role")
            ? null
            : Finding(RuleFindings.Unreachable, rule, $"the rule for '{rule.From}' never matches: {Why(probe)}");
    }

    private static string Why(RuleProbe probe)
    {
        var rule = probe.Rule;
        if (rule.From.Contains('#', StringComparison.Ordinal))
        {
            return "browsers do not send what follows '#'";
        }

        if (rule.From.Contains('?', StringComparison.Ordinal))
        {
            return "a query is not part of the path; parameters are written after it, as name=value";
        }

        if (rule.Host?.AsSpan().ContainsAny('*', ':') == true)
        {
            return "a host has neither wildcards nor a port here";
        }

        if (RuleShape.NeedsEncoding(rule.Path))
        {
            return "the path is compared as it is sent, percent-encoded";
        }

        if (rule.Path.Contains("//", StringComparison.Ordinal))
        {
            return "the platform ignores the path from the empty segment '//' on";
        }

        var guard = probe.Addresses.SelectMany(address => probe.Explain(address)?.Why ?? []).FirstOrDefault(IsGuard);
        return guard is not null && guard.Place == rule.Place ? "its destination leads back into itself, so the platform stops"
            : guard is not null ? guard.Text
            : "no request fits its path, query and conditions at once";
    }

    private static bool IsGuard(Reason reason) => reason.Kind == ReasonKind.Guarded;

    private static SiteFinding Finding(FindingKind kind, RedirectRule rule, string message) =>
        new(kind, message, rule.Place, Subject: rule.From);

    private static string At(RedirectRule rule) => rule.Place is null ? "" : $" at {rule.Place}";

    private static double Status(RedirectRule rule) => rule.Status ?? RedirectRule.DefaultStatus;

    /// <summary>Both ask exactly the same of a request.</summary>
    private static bool IsSameRequest(RedirectRule one, RedirectRule other) =>
        one.Path.TrimEnd('/') == other.Path.TrimEnd('/') && one.Host == other.Host && one.Scheme == other.Scheme
        && Ordered(one.Query).SequenceEqual(Ordered(other.Query))
        && one.Conditions.Length == other.Conditions.Length
        && one.Conditions.All(condition => other.Conditions.Any(same => IsSame(same, condition)));

    private static IEnumerable<KeyValuePair<string, string?>> Ordered(IEnumerable<KeyValuePair<string, string?>> query) =>
        query.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static bool IsSame(Condition one, Condition other) => one.Name == other.Name && one.Values.SequenceEqual(other.Values);
}
