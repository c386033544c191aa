using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Host;

/// <summary>Chooses the rules that a web server can follow. A rule that it cannot follow in full is left out, and a finding says
/// so.</summary>
internal static class HostRules
{
    /// <summary>So many rules that a web server tries one after the other; more would make every request slow.</summary>
    public const int MostTold = 10_000;

    public static ImmutableArray<RedirectRule> Followed(
        ImmutableArray<RedirectRule> rules, List<SiteFinding> findings, CancellationToken cancel)
    {
        var followed = ImmutableArray.CreateBuilder<RedirectRule>(rules.Length);
        foreach (var rule in rules)
        {
            cancel.ThrowIfCancellationRequested();
            if (Refusal(rule) is var (kind, message, subject))
            {
                findings.Add(new SiteFinding(kind, message, rule.Place, Subject: subject));
            }
            else
            {
                followed.Add(rule);
            }
        }

        return followed.ToImmutable();
    }

    private static (FindingKind Kind, string Message, string Subject)? Refusal(RedirectRule rule)
    {
        var from = Wording.Quote(rule.From);
        if (rule.Conditions.FirstOrDefault(condition => condition.Name is not ("Cookie" or "Language")) is { } condition)
        {
            return (HostFindings.ConditionUnsupported,
                $"the rule for {from} is left out: a plain host cannot tell a visitor's {condition.Name}", condition.Name);
        }

        if (rule.Signed is { } secret)
        {
            return (HostFindings.SignedUnsupported, $"the rule for {from} is left out: a plain host cannot sign requests", secret);
        }

        if (rule.To?.StartsWith("/.netlify/", StringComparison.Ordinal) == true)
        {
            return (HostFindings.FunctionUnsupported,
                $"the rule for {from} is left out: {Wording.Quote(rule.To)} is code that Netlify runs", rule.To);
        }

        return rule.Status is not { } status || IsSent(status)
            ? null
            : (HostFindings.StatusUnsupported, $"the rule for {from} is left out: {rule.Status} is no status that a rule can have",
                $"{rule.Status}");
    }

    private static bool IsSent(double status) => status % 1 == 0 && status is 200 or 301 or 302 or 303 or 307 or 308 or (>= 400 and <= 599);
}
