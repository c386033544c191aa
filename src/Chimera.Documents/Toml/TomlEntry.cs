namespace Chimera.Documents.Toml;

/// <summary>A key of a table and what stands under it.</summary>
public sealed class TomlEntry
{
    private List<TextSpan>? _names;

    internal TomlEntry(TomlKeyPart part, TextSpan written, TomlValue value, TomlItem.KeyLine? line)
    {
        Key = part.Name;
        KeySpan = part.Span;
        Written = written;
        Value = value;
        Line = line;
    }

    /// <summary>The name without quotes and escapes.</summary>
    public string Key { get; }

    /// <summary>The name as first written, quotes included: in a key, a dotted key or a header.</summary>
    public TextSpan KeySpan { get; }

    /// <summary>The name wherever it is written: each header and dotted key that goes through or ends at this entry.</summary>
    public IReadOnlyList<TextSpan> Names => _names ?? [KeySpan];

    /// <summary>
    /// From the start of the whole (dotted) key to the end of the value; for a table that came to be through a path, the name in it.
    /// </summary>
    public TextSpan Written { get; }

    public TomlValue Value { get; }

    /// <summary>The line that gives the value; null inside inline tables and for tables.</summary>
    public TomlItem.KeyLine? Line { get; }

    internal void Mention(TextSpan name) => (_names ??= [KeySpan]).Add(name);
}
