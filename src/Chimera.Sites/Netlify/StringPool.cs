namespace Chimera.Sites.Netlify;

/// <summary>Keeps one copy of each text: rules repeat their targets, conditions and headers.</summary>
internal sealed class StringPool
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public StringPool() => _lookup = _seen.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Take(ReadOnlySpan<char> text)
    {
        if (_lookup.TryGetValue(text, out var known))
        {
            return known;
        }

        var taken = text.ToString();
        _seen.Add(taken);
        return taken;
    }
}
