namespace Chimera.Documents.Toml;

/// <summary>A table: keys and values in the order in which they were first written.</summary>
public sealed class TomlTable : TomlValue
{
    // Up to here a walk over the entries is cheaper than a dictionary.
    private const int Few = 8;

    private readonly List<TomlEntry> _entries = [];
    private Dictionary<string, TomlEntry>? _index;

    internal TomlTable(TextSpan span, TomlTableKind kind)
        : base(span) => Kind = kind;

    public TomlTableKind Kind { get; private set; }

    /// <summary>The header that makes the table; null for those that have none.</summary>
    public TomlItem.Header? Header { get; internal set; }

    public IReadOnlyList<TomlEntry> Entries => _entries;

    /// <summary>Whether it exists only because <c>[[…]]</c> goes through it.</summary>
    internal bool IsParentOfArray { get; init; }

    /// <summary>Parts of the path from the root.</summary>
    internal int Depth { get; init; }

    public TomlEntry? Find(string key)
    {
        if (_index is not null)
            return _index.GetValueOrDefault(key);
        foreach (var entry in _entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
                return entry;
        }

        return null;
    }

    internal void Add(TomlEntry entry)
    {
        _entries.Add(entry);
        if (_index is not null)
            _index.Add(entry.Key, entry);
        else if (_entries.Count > Few)
            _index = _entries.ToDictionary(one => one.Key, StringComparer.Ordinal);
    }

    /// <summary>The closing brace was found.</summary>
    internal void Close(TextSpan span) => Span = span;

    /// <summary>A header was found for a table that another header went through before.</summary>
    internal void BecomeHeader() => Kind = TomlTableKind.Header;
}
