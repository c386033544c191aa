namespace Chimera.Documents.Toml.Editing;

/// <summary>Which items make which table: a header and what stands below it up to the next one.</summary>
internal sealed class TomlSections(TomlDocument document)
{
    private Dictionary<TomlTable, (int First, int End)>? _ranges;

    /// <summary>The items of a table, its header first if it has one; empty when it has no place of its own.</summary>
    public ReadOnlySpan<TomlItem> Of(TomlTable table)
    {
        var (first, end) = Ranges.GetValueOrDefault(table);
        return document.Items.AsSpan()[first..end];
    }

    /// <summary>What stands before a table's first item; null at the start of the text.</summary>
    public TomlItem? Before(TomlTable table) =>
        Ranges.GetValueOrDefault(table).First is > 0 and var first ? document.Items[first - 1] : null;

    /// <summary>The last line of a table that gives a value; null when there is none.</summary>
    public TomlItem.KeyLine? LastLine(TomlTable table)
    {
        var items = Of(table);
        for (var i = items.Length - 1; i >= 0; i--)
        {
            if (items[i] is TomlItem.KeyLine line)
                return line;
        }

        return null;
    }

    private Dictionary<TomlTable, (int First, int End)> Ranges => _ranges ??= Find();

    private Dictionary<TomlTable, (int First, int End)> Find()
    {
        var ranges = new Dictionary<TomlTable, (int, int)>();
        var table = document.Root;
        var first = 0;
        for (var i = 0; i < document.Items.Length; i++)
        {
            if (document.Items[i] is not TomlItem.Header header)
                continue;
            ranges[table] = (first, i);
            (table, first) = (header.Table, i);
        }

        ranges[table] = (first, document.Items.Length);
        return ranges;
    }
}
