using System.Collections.Immutable;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>
/// Two header rules are the same to Netlify when path and values are, whatever the order (@netlify/headers-parser, merge.js).
/// </summary>
internal sealed class HeaderEquality : IEqualityComparer<HeaderRule>
{
    public static readonly HeaderEquality Instance = new();

    /// <summary>Of equal rules the last stays, in its place.</summary>
    public static ImmutableArray<HeaderRule> KeepLast(List<HeaderRule> rules)
    {
        var seen = new HashSet<HeaderRule>(rules.Count, Instance);
        var kept = new List<HeaderRule>(rules.Count);
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

    public bool Equals(HeaderRule? x, HeaderRule? y) =>
        ReferenceEquals(x, y)
        || (x is not null && y is not null && x.For == y.For && x.Values.Length == y.Values.Length && Sorted(x).SequenceEqual(Sorted(y)));

    public int GetHashCode(HeaderRule rule) =>
        HashCode.Combine(rule.For, rule.Values.Sum(pair => (long)HashCode.Combine(pair.Key, pair.Value)));

    private static IEnumerable<KeyValuePair<string, string>> Sorted(HeaderRule rule) =>
        rule.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
