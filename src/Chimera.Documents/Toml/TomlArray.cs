namespace Chimera.Documents.Toml;

/// <summary>An array in brackets, or the tables that headers <c>[[a]]</c> add one by one.</summary>
public sealed class TomlArray : TomlValue
{
    private readonly List<TomlValue> _items;

    internal TomlArray(TextSpan span, bool ofTables, List<TomlValue> items)
        : base(span) => (IsOfTables, _items) = (ofTables, items);

    /// <summary>Whether it is made by headers; then all its items are tables with a header.</summary>
    public bool IsOfTables { get; }

    public IReadOnlyList<TomlValue> Items => _items;

    internal void Add(TomlValue item) => _items.Add(item);
}
