namespace Chimera.Sites.Netlify.Matching;

/// <summary>Tries one rule on one request.</summary>
internal static class RuleTrial
{
    private const int UsualCaptures = 8;

    /// <param name="to">The destination, when the rule is met.</param>
    public static RuleOutcome Try(CompiledRule rule, Visitor visitor, ReadOnlySpan<char> path, out string to)
    {
        to = rule.To;
        if ((rule.Host.Length > 0 && rule.Host != visitor.Host) || (rule.Scheme.Length > 0 && rule.Scheme != visitor.Scheme))
        {
            return RuleOutcome.OtherHost;
        }

        if (rule.Pattern is { } pattern)
        {
            Span<Range> captures = pattern.Captures <= UsualCaptures ? stackalloc Range[UsualCaptures] : new Range[pattern.Captures];
            if (!pattern.TryMatch(path, captures))
            {
                return RuleOutcome.OtherPath;
            }

            to = Destination.Fill(to, pattern, path, captures);
            if (to.Length == 0)
            {
                return RuleOutcome.NoDestination;
            }

            if (rule.Guard?.Covers(visitor, path) == true && pattern.Matches(to))
            {
                return RuleOutcome.Guarded;
            }
        }

        foreach (var parameter in rule.Query)
        {
            if (!parameter.IsMet(visitor.Query))
            {
                return RuleOutcome.QueryMissing;
            }
        }

        to = Destination.Fill(to, rule.Query, visitor.Query);
        var role = true;
        foreach (var condition in rule.Conditions)
        {
            if (Holds(condition, visitor))
            {
                continue;
            }

            if (!condition.IsRole)
            {
                return RuleOutcome.ConditionFailed;
            }

            role = false;
        }

        return role ? RuleOutcome.Met : RuleOutcome.RoleMissing;
    }

    public static bool Holds(RuleCondition condition, Visitor visitor) => condition.Name switch
    {
        "Country" => Array.Exists(condition.Values, value => IsSame(value, visitor.Country)),
        "Language" => Array.Exists(condition.Values, value => Speaks(visitor.Language, value)),
        "Cookie" => Array.Exists(condition.Values, visitor.HasCookie),
        "Role" => visitor.HasOneOf(condition.Values),
        _ => false,
    };

    /// <summary>All of it, or the language before its first hyphen.</summary>
    private static bool Speaks(string language, string asked)
    {
        var hyphen = language.IndexOf('-', StringComparison.Ordinal);
        return IsSame(asked, language) || (hyphen > 0 && hyphen < language.Length - 1 && IsSame(asked, language.AsSpan(0, hyphen)));
    }

    private static bool IsSame(ReadOnlySpan<char> asked, ReadOnlySpan<char> value) =>
        asked.Length > 0 && System.Text.Ascii.EqualsIgnoreCase(asked, value);
}
