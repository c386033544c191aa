using System.Collections.Immutable;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Render.Serving;

/// <summary>
/// The routes of a site, compiled once: whole paths in a dictionary, patterns by their first segment; only those whose first segment
/// is a pattern too are tried for every path.
/// </summary>
internal sealed class RouteTable
{
    private readonly ImmutableArray<RedirectRule> _rules;
    private readonly ImmutableArray<RoutePattern> _patterns;
    private readonly Dictionary<string, List<int>> _whole = [];
    private readonly Dictionary<string, List<int>> _byFirstSegment = [];
    private readonly List<int> _others = [];

    public RouteTable(ImmutableArray<RedirectRule> rules)
    {
        _rules = rules;
        _patterns = [.. rules.Select(rule => RoutePattern.Parse(rule.From))];
        for (var index = 0; index < rules.Length; index++)
            PlaceOf(rules[index].From, _patterns[index]).Add(index);
    }

    /// <summary>The routes that a path meets, the first first. Lazy: the rest costs nothing when it is not asked for.</summary>
    public IEnumerable<RouteMatch> Matches(string path)
    {
        var whole = _whole.GetValueOrDefault(path) ?? [];
        var bySegment = _byFirstSegment.GetValueOrDefault(FirstSegment(path)) ?? [];
        foreach (var index in Merged(whole, Merged(bySegment, _others)))
        {
            if (_patterns[index].Match(path) is { } captures)
                yield return new RouteMatch(_rules[index], captures.Fill(_rules[index].To ?? ""));
        }
    }

    private List<int> PlaceOf(string source, RoutePattern pattern)
    {
        if (pattern.IsLiteral)
            return In(_whole, source);

        var first = FirstSegment(source);
        var isWhole = first.Length + 1 < source.Length && !first.Contains('*', StringComparison.Ordinal) && !first.StartsWith(':');
        return source.StartsWith('/') && isWhole ? In(_byFirstSegment, first) : _others;
    }

    private static List<int> In(Dictionary<string, List<int>> places, string key) =>
        places.TryGetValue(key, out var list) ? list : places[key] = [];

    private static string FirstSegment(string path)
    {
        var end = path.Length > 1 ? path.IndexOf('/', 1) : -1;
        return path.Length == 0 ? "" : end < 0 ? path[1..] : path[1..end];
    }

    private static IEnumerable<int> Merged(IEnumerable<int> left, IEnumerable<int> right)
    {
        using IEnumerator<int> one = left.GetEnumerator(), other = right.GetEnumerator();
        bool more = one.MoveNext(), others = other.MoveNext();
        while (more || others)
        {
            if (more && (!others || one.Current < other.Current))
            {
                yield return one.Current;
                more = one.MoveNext();
            }
            else
            {
                yield return other.Current;
                others = other.MoveNext();
            }
        }
    }
}
