using System.Collections.Immutable;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>The header rules of a site, compiled once. Safe for many threads.</summary>
/// <remarks>Literal paths and beginnings (<c>/a/*</c>) are found by their hash; other patterns are tried one after the other.</remarks>
internal sealed class HeaderIndex
{
    private readonly ImmutableArray<HeaderRule> _rules;
    private readonly HeaderPattern?[] _patterns;
    private readonly Dictionary<string, List<int>> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _beginnings = new(StringComparer.Ordinal);
    private readonly List<int> _others = [];
    private readonly int[] _lengths;

    private readonly MergedHeaders _merged;

    public HeaderIndex(IEnumerable<HeaderRule> rules)
    {
        _rules = [.. rules];
        _merged = new MergedHeaders(_rules);
        _patterns = new HeaderPattern?[_rules.Length];
        List<int> lengths = [];
        for (var index = 0; index < _rules.Length; index++)
        {
            var pattern = HeaderPattern.Of(_rules[index].For);
            if (pattern.Error is not null)
            {
                continue;
            }

            _patterns[index] = pattern;
            if (pattern.IsExact)
            {
                Add(_exact, pattern.Prefix!, index);
            }
            else if (pattern.Beginning is { } beginning)
            {
                Add(_beginnings, beginning, index);
                if (!lengths.Contains(beginning.Length))
                {
                    var longer = lengths.FindIndex(length => length > beginning.Length);
                    lengths.Insert(longer < 0 ? lengths.Count : longer, beginning.Length);
                }
            }
            else
            {
                _others.Add(index);
            }
        }

        _lengths = [.. lengths];
    }

    /// <summary>The rules that apply, in order.</summary>
    /// <param name="path">As sent, percent-encoded.</param>
    public IReadOnlyList<HeaderRule> RulesFor(string path)
    {
        var found = new NumberList(stackalloc int[64]);
        Collect(path, ref found);
        var rules = new HeaderRule[found.Count];
        for (var at = 0; at < rules.Length; at++)
        {
            rules[at] = _rules[found.All[at]];
        }

        found.Dispose();
        return rules;
    }

    /// <summary>
    /// The headers for a path: of each name, which is compared letter by letter, the last rule's value in the first one's place.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, string>> For(string path)
    {
        if (_rules.Length == 0)
        {
            return [];
        }

        var found = new NumberList(stackalloc int[64]);
        Collect(path, ref found);
        var headers = found.Count == 0 ? [] : _merged.Of(found.All);
        found.Dispose();
        return headers;
    }

    private void Collect(string path, ref NumberList found)
    {
        var folded = HeaderPattern.Fold(path);
        AddAll(_exact, folded, ref found);
        if (folded.Length > 1 && folded[^1] == '/')
        {
            AddAll(_exact, folded.AsSpan(0, folded.Length - 1), ref found);
        }

        if (_lengths.Length > 0)
        {
            AddBeginnings(path, folded, ref found);
        }

        foreach (var index in _others)
        {
            if (_patterns[index]!.IsMatch(path, folded))
            {
                found.Add(index);
            }
        }

        found.Sort();
    }

    private void AddBeginnings(string path, string folded, ref NumberList found)
    {
        if (HeaderPattern.HasLineEnd(folded))
        {
            for (var index = 0; index < _patterns.Length; index++)
            {
                if (_patterns[index] is { Beginning: not null } pattern && pattern.IsMatch(path, folded))
                {
                    found.Add(index);
                }
            }

            return;
        }

        foreach (var length in _lengths)
        {
            if (length > folded.Length)
            {
                break;
            }

            AddAll(_beginnings, folded.AsSpan(0, length), ref found);
        }
    }

    private static void Add(Dictionary<string, List<int>> to, string key, int index)
    {
        if (!to.TryGetValue(key, out var same))
        {
            to.Add(key, same = []);
        }

        same.Add(index);
    }

    private static void AddAll(Dictionary<string, List<int>> from, ReadOnlySpan<char> key, ref NumberList found)
    {
        if (from.Count > 0 && from.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var same))
        {
            foreach (var index in same)
            {
                found.Add(index);
            }
        }
    }
}
