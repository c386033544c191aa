using System.Collections.Immutable;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>The header rules of a site, compiled once. Safe for many threads.</summary>
internal sealed class HeaderIndex
{
    private sealed record Other(int Index, HeaderPattern Pattern);

    private readonly ImmutableArray<HeaderRule> _rules;
    private readonly Dictionary<string, List<int>> _exact = new(StringComparer.Ordinal);
    private readonly List<Other> _others = [];

    public HeaderIndex(IEnumerable<HeaderRule> rules)
    {
        _rules = [.. rules];
        for (var index = 0; index < _rules.Length; index++)
        {
            var pattern = HeaderPattern.Of(_rules[index].For);
            if (pattern.Error is not null)
            {
                continue;
            }

            if (pattern.IsExact)
            {
                if (!_exact.TryGetValue(pattern.Prefix!, out var same))
                {
                    _exact.Add(pattern.Prefix!, same = []);
                }

                same.Add(index);
            }
            else
            {
                _others.Add(new Other(index, pattern));
            }
        }
    }

    /// <summary>The rules that apply, in order.</summary>
    /// <param name="path">As sent, percent-encoded.</param>
    public IReadOnlyList<HeaderRule> RulesFor(string path)
    {
        var folded = HeaderPattern.Fold(path);
        List<int> found = [];
        AddExact(folded);
        if (folded.Length > 1 && folded[^1] == '/')
        {
            AddExact(folded[..^1]);
        }

        foreach (var (index, pattern) in _others)
        {
            if (pattern.IsMatch(path, folded))
            {
                found.Add(index);
            }
        }

        found.Sort();
        return found.ConvertAll(index => _rules[index]);

        void AddExact(string key)
        {
            if (_exact.TryGetValue(key, out var same))
            {
                found.AddRange(same);
            }
        }
    }

    /// <summary>
    /// The headers for a path: of each name, which is compared letter by letter, the last rule's value in the first one's place.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, string>> For(string path)
    {
        var values = new JsPairs();
        foreach (var rule in RulesFor(path))
        {
            foreach (var (name, value) in rule.Values)
            {
                // JavaScript's assignment to this name sets no key of an object.
                if (name != "__proto__")
                {
                    values[name] = value;
                }
            }
        }

        return [.. values.ToOrdered().Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))];
    }
}
