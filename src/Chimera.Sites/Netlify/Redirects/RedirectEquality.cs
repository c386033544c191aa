using System.Collections.Immutable;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Redirects;

/// <summary>
/// Two rules are the same to Netlify when all their fields are, whatever the order of keys (@netlify/redirect-parser, merge.js).
/// </summary>
internal sealed class RedirectEquality : IEqualityComparer<RedirectRule>
{
    public static readonly RedirectEquality Instance = new();

    /// <summary>Of equal rules the last stays, in its place.</summary>
    public static ImmutableArray<RedirectRule> KeepLast(List<RedirectRule> rules)
    {
        var seen = new HashSet<RedirectRule>(rules.Count, Instance);
        var kept = new List<RedirectRule>(rules.Count);
        for (var index = rules.Count - 1; index >= 0; index--)
        {
            if (seen.Add(rules[index]))
            {
                kept.Add(rules[index]);
            }
        }

        kept.Reverse();
        return [.. kept];
    }

    public bool Equals(RedirectRule? x, RedirectRule? y) =>
        ReferenceEquals(x, y)
        || (x is not null && y is not null && x.From == y.From && x.To == y.To && x.Force == y.Force && x.Signed == y.Signed
            && Nullable.Equals(x.Status, y.Status) && Same(x.Query, y.Query) && Same(x.Conditions, y.Conditions)
            && Same(x.Headers, y.Headers)
            && (x.Odd is null ? y.Odd is null : y.Odd is not null && RedirectJson.Stable(x.Odd) == RedirectJson.Stable(y.Odd)));

    public int GetHashCode(RedirectRule rule)
    {
        var hash = new HashCode();
        hash.Add(rule.From, StringComparer.Ordinal);
        hash.Add(rule.To, StringComparer.Ordinal);
        hash.Add(rule.Status);
        hash.Add(rule.Force);
        hash.Add(rule.Signed, StringComparer.Ordinal);
        // What was written without a value counts for nothing: the sum of nothing but such is that of none.
        hash.Add(rule.Query.IsEmpty ? 0L : rule.Query.Sum(pair => pair.Value is null ? 0L : HashCode.Combine(pair.Key, pair.Value)));
        hash.Add(rule.Conditions.IsEmpty ? 0L : rule.Conditions.Sum(Hash));
        hash.Add(rule.Headers.IsEmpty ? 0L : rule.Headers.Sum(pair => (long)HashCode.Combine(pair.Key, pair.Value)));
        if (rule.Odd is not null)
        {
            hash.Add(RedirectJson.Stable(rule.Odd), StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    private static long Hash(Condition one) =>
        one.Values.IsEmpty && !one.IsList ? 0 : HashCode.Combine(one.Name, string.Join(',', one.Values));

    private static bool Same<T>(ImmutableArray<KeyValuePair<string, T>> one, ImmutableArray<KeyValuePair<string, T>> other)
        where T : class? =>
        (one.IsEmpty && other.IsEmpty) || Sorted(one).SequenceEqual(Sorted(other));

    private static IEnumerable<KeyValuePair<string, T>> Sorted<T>(ImmutableArray<KeyValuePair<string, T>> pairs)
        where T : class? =>
        pairs.Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static bool Same(ImmutableArray<Condition> one, ImmutableArray<Condition> other) =>
        (one.IsEmpty && other.IsEmpty)
        || Sorted(one).SequenceEqual(Sorted(other), EqualityComparer<Condition>.Create(
            (x, y) => x!.Name == y!.Name && x.IsList == y.IsList && x.Values.SequenceEqual(y.Values)));

    private static IEnumerable<Condition> Sorted(ImmutableArray<Condition> conditions) =>
        conditions.Where(one => one.IsList || !one.Values.IsEmpty).OrderBy(one => one.Name, StringComparer.Ordinal);
}
