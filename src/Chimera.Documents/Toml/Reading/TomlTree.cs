using System.Collections.Immutable;

namespace Chimera.Documents.Toml.Reading;

/// <summary>Which keys and headers may stand beside which (TOML, "Table" and "Array of Tables").</summary>
internal static class TomlTree
{
    /// <summary>
    /// Finds the table that a key's last name goes into, making those on the way; null when the place is taken, which was reported then.
    /// </summary>
    public static TomlTable? Open(TomlReading reading, TomlTable table, ImmutableArray<TomlKeyPart> key, TomlProblemKind duplicate)
    {
        for (var i = 0; i < key.Length - 1; i++)
        {
            if (table.Find(key[i].Name) is not { } entry)
            {
                var dotted = new TomlTable(key[i].Span, TomlTableKind.Dotted) { Depth = table.Depth + 1 };
                table.Add(new TomlEntry(key[i], key[i].Span, dotted, null));
                table = dotted;
                continue;
            }

            if (Refusal(entry.Value, duplicate) is { } kind)
            {
                reading.Report(kind, key[i].Span, key[0].Span.Start, key[i].Name);
                if (kind != TomlProblemKind.DottedIntoParent)
                    return null;
            }

            entry.Mention(key[i].Span);
            table = (TomlTable)entry.Value;
        }

        if (table.Find(key[^1].Name) is null)
            return table;
        reading.Report(duplicate, key[^1].Span, key[0].Span.Start, key[^1].Name);
        return null;
    }

    /// <summary>
    /// Finds or makes the table of a header; where the place is taken, which is reported, one that is not part of the tree.
    /// </summary>
    public static TomlTable OpenHeader(
        TomlReading reading, TomlTable root, ImmutableArray<TomlKeyPart> key, bool isArray, TextSpan header, int at)
    {
        var table = root;
        for (var i = 0; i < key.Length - 1; i++)
        {
            if (table.Find(key[i].Name) is not { } on)
            {
                var parent = new TomlTable(key[i].Span, TomlTableKind.Parent) { IsParentOfArray = isArray, Depth = table.Depth + 1 };
                table.Add(new TomlEntry(key[i], key[i].Span, parent, null));
                table = parent;
                continue;
            }

            if (Inside(on.Value) is not { } inside)
                return Detached(reading, key, i, header, at);
            on.Mention(key[i].Span);
            table = inside;
        }

        var entry = table.Find(key[^1].Name);
        var made = isArray ? Item(table, entry, key[^1], header) : Table(table, entry, key[^1], header);
        return made ?? Detached(reading, key, key.Length - 1, header, at);
    }

    private static TomlProblemKind? Refusal(TomlValue found, TomlProblemKind duplicate) => found switch
    {
        TomlTable { Kind: TomlTableKind.Dotted } => null,
        TomlTable { Kind: TomlTableKind.Parent, IsParentOfArray: true } => TomlProblemKind.DottedIntoParent,
        TomlTable { Kind: TomlTableKind.Parent or TomlTableKind.Header } or TomlArray { IsOfTables: true } =>
            TomlProblemKind.DottedIntoTable,
        _ => duplicate,
    };

    private static TomlTable? Inside(TomlValue found) => found switch
    {
        TomlTable { Kind: not TomlTableKind.Inline } table => table,
        TomlArray { IsOfTables: true } array => (TomlTable)array.Items[^1],
        _ => null,
    };

    private static TomlTable? Table(TomlTable owner, TomlEntry? entry, TomlKeyPart name, TextSpan header)
    {
        if (entry?.Value is TomlTable { Kind: TomlTableKind.Parent } parent)
        {
            parent.BecomeHeader();
            entry.Mention(name.Span);
            return parent;
        }

        if (entry is not null)
            return null;
        var table = new TomlTable(header, TomlTableKind.Header) { Depth = owner.Depth + 1 };
        owner.Add(new TomlEntry(name, name.Span, table, null));
        return table;
    }

    private static TomlTable? Item(TomlTable owner, TomlEntry? entry, TomlKeyPart name, TextSpan header)
    {
        if (entry is not null && entry.Value is not TomlArray { IsOfTables: true })
            return null;
        var array = entry?.Value as TomlArray;
        entry?.Mention(name.Span);
        if (array is null)
        {
            array = new TomlArray(header, ofTables: true, []);
            owner.Add(new TomlEntry(name, name.Span, array, null));
        }

        var table = new TomlTable(header, TomlTableKind.ArrayItem) { Depth = owner.Depth + 2 };
        array.Add(table);
        return table;
    }

    private static TomlTable Detached(TomlReading reading, ImmutableArray<TomlKeyPart> key, int part, TextSpan header, int at)
    {
        reading.Report(TomlProblemKind.DuplicateTable, key[part].Span, at, string.Join('.', key.Take(part + 1).Select(one => one.Name)));
        return new TomlTable(header, TomlTableKind.Header) { Depth = key.Length };
    }
}
