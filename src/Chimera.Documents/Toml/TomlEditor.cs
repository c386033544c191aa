using System.Collections.Immutable;
using Chimera.Documents.Toml.Editing;

namespace Chimera.Documents.Toml;

/// <summary>
/// Says how to change a document: each method gives edits of its text that change what they say and nothing else. No comment is lost: one
/// that stands on a removed line becomes a line of its own. Values are given as TOML (<see cref="TomlLiteral"/>). Edits of several calls
/// can be
/// applied together where they do not overlap.
/// </summary>
public sealed class TomlEditor(TomlDocument document)
{
    private readonly TomlSections _sections = new(document);

    /// <summary>Replaces a value; key, spaces and comment stay.</summary>
    /// <exception cref="ArgumentException">The value is made of headers or dotted keys and has no text of its own.</exception>
    public static ImmutableArray<TextEdit> SetValue(TomlValue value, string literal) =>
        value is TomlTable { Kind: not TomlTableKind.Inline } or TomlArray { IsOfTables: true }
            ? throw new ArgumentException("a table with headers has no text of its own", nameof(value))
            : [new TextEdit(value.Span, literal)];

    /// <summary>Renames a key, or a table with all its headers, wherever the name is written.</summary>
    public static ImmutableArray<TextEdit> Rename(TomlEntry entry, string name)
    {
        var written = TomlLiteral.Key(name);
        return [.. entry.Names.Select(span => new TextEdit(span, written))];
    }

    /// <summary>Gives one header another path, and leaves every other header as it is.</summary>
    public static ImmutableArray<TextEdit> RenameHeader(TomlItem.Header header, params IEnumerable<string> path) =>
        [new TextEdit(TextSpan.FromTo(header.Key[0].Span.Start, header.Key[^1].Span.End), TomlLiteral.Key(path))];

    /// <summary>Turns <c>[x]</c> into <c>[[x]]</c>.</summary>
    public static ImmutableArray<TextEdit> ToArrayOfTables(TomlItem.Header header) =>
        header.IsArray ? [] : [TextEdit.Insert(header.Written.Start, "["), TextEdit.Insert(header.Written.End, "]")];

    /// <summary>Turns <c>[[x]]</c> into <c>[x]</c>.</summary>
    public static ImmutableArray<TextEdit> ToTable(TomlItem.Header header) =>
        header.IsArray
            ? [TextEdit.Delete(new TextSpan(header.Written.Start, 1)), TextEdit.Delete(new TextSpan(header.Written.End - 1, 1))]
            : [];

    /// <summary>Removes a key and its value, or lines that nobody could read. Comments above stay.</summary>
    public ImmutableArray<TextEdit> Remove(TomlItem item) =>
        item is TomlItem.Header header ? TomlRemoval.Section(document, _sections, header) : [TomlRemoval.Lines(document, item)];

    /// <summary>
    /// Removes what stands under a key: a line, a part of an inline table, or a table with all headers and lines that make it.
    /// </summary>
    public ImmutableArray<TextEdit> Remove(TomlTable owner, TomlEntry entry) =>
        owner.Kind == TomlTableKind.Inline || TomlRemoval.IsInline(owner)
            ? TomlRemoval.Part(document, entry.Written)
            : TomlRemoval.Tree(document, _sections, entry);

    /// <summary>Removes one value of an array, or one table with its header.</summary>
    public ImmutableArray<TextEdit> RemoveAt(TomlArray array, int index) => array.IsOfTables
        ? TomlRemoval.Tree(document, _sections, array.Items[index])
        : TomlRemoval.Part(document, array.Items[index].Span);

    /// <summary>Adds a key to a table, behind its last one and written as that is. The key must not be there yet.</summary>
    /// <exception cref="ArgumentException">The table has no header and belongs to an item of a list that is not the last one.</exception>
    public ImmutableArray<TextEdit> Insert(TomlTable table, string key, string literal) =>
        TomlInsertion.Into(document, _sections, table, key, literal);

    /// <summary>Adds a table at the end of the text.</summary>
    /// <param name="path">Its header.</param>
    /// <param name="isArray">Whether the header stands in two brackets.</param>
    /// <param name="content">Its keys, and their values as TOML.</param>
    public ImmutableArray<TextEdit> Append(
        IEnumerable<string> path, bool isArray, params IEnumerable<(string Key, string Literal)> content) =>
        TomlInsertion.AtEnd(document, TomlLiteral.Key(path), isArray, content);
}
