using System.Collections.Immutable;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>
/// A plain object of texts that is filled one key after the other: a key that comes again keeps its place and takes the new value, and
/// whole
/// numbers are listed first. A null value is <c>undefined</c>.
/// </summary>
internal sealed class JsPairs
{
    private const int Few = 8;
    private readonly List<KeyValuePair<string, string?>> _pairs = [];
    private Dictionary<string, int>? _places;

    public int Count => _pairs.Count;

    /// <summary>Null when the key is not there or its value is <c>undefined</c>.</summary>
    public string? this[string key]
    {
        get => Find(key) is >= 0 and var at ? _pairs[at].Value : null;
        set
        {
            var at = Find(key);
            if (at >= 0)
            {
                _pairs[at] = new(key, value);
                return;
            }

            _places?.Add(key, _pairs.Count);
            _pairs.Add(new(key, value));
        }
    }

    public ImmutableArray<KeyValuePair<string, string?>> ToOrdered()
    {
        if (_pairs.Count == 0)
        {
            return [];
        }

        return _pairs.Exists(pair => JsObject.IsIndex(pair.Key))
            ? [
                .. _pairs.Where(pair => JsObject.IsIndex(pair.Key)).OrderBy(pair => JsObject.Index(pair.Key)),
                .. _pairs.Where(pair => !JsObject.IsIndex(pair.Key)),
            ]
            : [.. _pairs];
    }

    /// <summary>The same where no value is <c>undefined</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> ToTexts()
    {
        var texts = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(_pairs.Count);
        foreach (var (key, value) in ToOrdered())
        {
            texts.Add(new(key, value!));
        }

        return texts.MoveToImmutable();
    }

    private int Find(string key)
    {
        if (_pairs.Count <= Few)
        {
            return _pairs.FindIndex(pair => pair.Key == key);
        }

        if (_places is null)
        {
            _places = new(StringComparer.Ordinal);
            for (var index = 0; index < _pairs.Count; index++)
            {
                _places.Add(_pairs[index].Key, index);
            }
        }

        return _places.TryGetValue(key, out var at) ? at : -1;
    }
}
