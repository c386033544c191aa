using System.Collections.Immutable;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>One request on its way through the rules that may match it, in their order.</summary>
internal ref struct MatchRun(RedirectMatcher matcher, Visitor visitor, string path)
{
    private RedirectMatch? _found;
    private bool _over;
    private bool _asksQuery;
    private int? _withoutRole;
    private SortedDictionary<string, SortedSet<string>>? _exceptions;

    /// <summary>Tries a rule; false when that was the last that counts.</summary>
    public bool Goes(int index)
    {
        if (_over)
        {
            return false;
        }

        var rule = matcher.Rules[index];
        if (matcher.Compiled(index) is not { } compiled)
        {
            _found = Found(rule, index, rule.To!, CompiledRule.PlainStatus(rule), rule.Force, []);
            _over = true;
            return false;
        }

        var outcome = RuleTrial.Try(compiled, visitor, path, out var to);
        _asksQuery |= outcome > RuleOutcome.Guarded && compiled.Query.Length > 0;
        switch (outcome)
        {
            case RuleOutcome.Guarded:
                _over = true;
                break;
            case RuleOutcome.Met:
                _found = Found(rule, index, to, compiled.Status, compiled.Force, compiled.Conditions);
                _over = true;
                break;
            case RuleOutcome.RoleMissing:
                _withoutRole ??= index;
                Except(compiled.Conditions);
                break;
            case RuleOutcome.ConditionFailed:
                Except(compiled.Conditions);
                break;
        }

        return !_over;
    }

    public readonly RedirectMatch? Result()
    {
        if (_found is not null || _withoutRole is not { } index)
        {
            return _found;
        }

        return new RedirectMatch(matcher.Rules[index], index, "", 404, Force: true, Negative: false, Force404: true)
        {
            Conditions = Asked([]),
            Exceptions = Excepted([]),
        };
    }

    private readonly RedirectMatch Found(RedirectRule rule, int index, string to, int status, bool force, RuleCondition[] conditions) =>
        new(rule, index, to, status, force, _withoutRole is not null, Force404: false)
        {
            Conditions = Asked(conditions),
            Exceptions = Excepted(conditions),
        };

    private void Except(RuleCondition[] conditions)
    {
        _exceptions ??= new SortedDictionary<string, SortedSet<string>>(ByteOrder.Instance);
        foreach (var condition in conditions)
        {
            var (name, value) = matcher.Named(condition);
            if (!_exceptions.TryGetValue(name, out var values))
            {
                _exceptions.Add(name, values = new SortedSet<string>(ByteOrder.Instance));
            }

            values.Add(value);
        }
    }

    private readonly ImmutableArray<KeyValuePair<string, string>> Asked(RuleCondition[] conditions)
    {
        if (!_asksQuery && conditions.Length == 0)
        {
            return [];
        }

        if (!_asksQuery && conditions.Length == 1)
        {
            var (name, value) = matcher.Named(conditions[0]);
            return [new(name, value)];
        }

        var all = new SortedDictionary<string, string>(ByteOrder.Instance);
        foreach (var condition in conditions)
        {
            var (name, value) = matcher.Named(condition);
            all[name] = value;
        }

        if (_asksQuery)
        {
            all["Query"] = visitor.Query;
        }

        return [.. all];
    }

    private readonly ImmutableArray<KeyValuePair<string, string>> Excepted(RuleCondition[] conditions)
    {
        if (_exceptions is null)
        {
            return [];
        }

        List<KeyValuePair<string, string>> excepted = [];
        foreach (var (name, values) in _exceptions)
        {
            var asked = Array.Find(conditions, condition => RedirectMatcher.NameOf(condition) == name);
            var left = asked is null ? values : values.Where(value => IsNarrower(asked, value));
            if (left.Any())
            {
                excepted.Add(KeyValuePair.Create(name, Joined(left)));
            }
        }

        return [.. excepted];
    }

    /// <summary>No comma follows an empty value at the beginning.</summary>
    private static string Joined(IEnumerable<string> values) =>
        values.Aggregate("", (joined, value) => joined.Length == 0 ? value : $"{joined},{value}");

    /// <summary>What the rule itself asks for is no exception to it, but for a region's form of its language.</summary>
    private static bool IsNarrower(RuleCondition asked, string value)
    {
        var hyphen = value.IndexOf('-', StringComparison.Ordinal);
        return asked.Name == "Language" && value.AsSpan(0, hyphen < 0 ? value.Length : hyphen).SequenceEqual(asked.Joined);
    }
}
