using System.Collections.Immutable;
using System.Text;
using Chimera.Documents.Toml.Reading;

namespace Chimera.Documents.Toml.Editing;

/// <summary>How things are added to a text.</summary>
internal static class TomlInsertion
{
    public static ImmutableArray<TextEdit> Into(
        TomlDocument document, TomlSections sections, TomlTable table, string key, string literal) => table.Kind switch
    {
        TomlTableKind.Inline => [IntoInline(document, table, key, literal)],
        TomlTableKind.Dotted => [IntoDotted(document, table, key, literal)],
        TomlTableKind.Parent => AtEnd(document, TomlLiteral.Key(Path(document.Root, table)), isArray: false, [(key, literal)]),
        _ => [IntoSection(document, sections, table, key, literal)],
    };

    public static ImmutableArray<TextEdit> AtEnd(
        TomlDocument document, string path, bool isArray, IEnumerable<(string Key, string Literal)> content)
    {
        var text = document.Source.Text;
        var line = TomlStyle.LineBreak(text);
        var addition = new StringBuilder();
        if (text.Length > 0 && text[^1] is not ('\n' or '\ufeff'))
            addition.Append(line);
        if (document.Items is [.., { Span: var last }] && !TomlStyle.EndsBlank(text, last))
            addition.Append(line);
        addition.Append(isArray ? $"[[{path}]]" : $"[{path}]").Append(line);
        var neighbour = document.Items.OfType<TomlItem.KeyLine>().LastOrDefault();
        var indent = neighbour is null ? "" : TomlStyle.Indent(text, neighbour.Span.Start);
        foreach (var (key, literal) in content)
            addition.Append(indent).Append(TomlStyle.Pair(text, TomlLiteral.Key(key), literal, neighbour, null)).Append(line);
        return [TextEdit.Insert(text.Length, addition.ToString())];
    }

    private static TextEdit IntoSection(TomlDocument document, TomlSections sections, TomlTable table, string key, string literal)
    {
        var text = document.Source.Text;
        var items = sections.Of(table);
        if (sections.LastLine(table) is { } line)
        {
            TomlItem.KeyLine? other = null;
            foreach (var item in items)
                other ??= item as TomlItem.KeyLine;
            return Behind(text, line, TomlStyle.Pair(text, TomlLiteral.Key(key), literal, line, other));
        }

        if (table.Header is { } header)
            return Behind(text, header, TomlStyle.Pair(text, TomlLiteral.Key(key), literal, null, null));
        // A comment right above the first header belongs to that.
        var at = text.StartsWith('\ufeff') ? 1 : 0;
        foreach (var item in items)
        {
            if (item is TomlItem.Trivia && BehindLastBlank(text, item.Span) is var blank and >= 0)
                at = blank;
        }

        var end = TomlStyle.LineBreak(text);
        var pair = $"{TomlLiteral.Key(key)} = {literal}{end}";
        if (at > 0 && text[at - 1] is not ('\n' or '\ufeff'))
            pair = end + pair;
        return TextEdit.Insert(at, at < text.Length ? pair + end : pair);
    }

    private static TextEdit Behind(string text, TomlItem item, string pair)
    {
        var addition = TomlStyle.Indent(text, item.Span.Start) + pair;
        var line = TomlStyle.LineBreak(text);
        return TextEdit.Insert(item.Span.End, text[item.Span.End - 1] == '\n' ? addition + line : line + addition);
    }

    private static TextEdit IntoDotted(TomlDocument document, TomlTable table, string key, string literal)
    {
        var text = document.Source.Text;
        var levels = 1;
        var entry = table.Entries[^1];
        while (entry.Value is TomlTable { Kind: TomlTableKind.Dotted } inner)
        {
            entry = inner.Entries[^1];
            levels++;
        }

        if (entry.Line is { } line)
        {
            var prefix = text[line.Key[0].Span.Start..line.Key[^levels].Span.Start];
            return Behind(text, line, TomlStyle.Pair(text, prefix + TomlLiteral.Key(key), literal, line, null));
        }

        // In an inline table there is no line that knows the names of its key; they are read again.
        var reading = new TomlReading(text, new TomlOptions(document.Version), CancellationToken.None) { At = entry.Written.Start };
        var names = TomlKeys.Read(reading, '=');
        var path = text[names[0].Span.Start..names[^levels].Span.Start];
        return TextEdit.Insert(entry.Written.End, $", {path}{TomlLiteral.Key(key)} = {literal}");
    }

    private static TextEdit IntoInline(TomlDocument document, TomlTable table, string key, string literal)
    {
        var pair = $"{TomlLiteral.Key(key)} = {literal}";
        var last = table.Entries.Select(LastWritten).DefaultIfEmpty().Max(entry => entry?.Written.End ?? -1);
        if (last >= 0)
            return TextEdit.Insert(last, ", " + pair);
        var inside = document.Source.Text.AsSpan(table.Span.Start + 1, table.Span.Length - 2);
        return TextEdit.Insert(table.Span.Start + 1, inside.IsEmpty ? $" {pair} " : $" {pair}");
    }

    private static TomlEntry LastWritten(TomlEntry entry)
    {
        while (entry.Value is TomlTable { Kind: TomlTableKind.Dotted } dotted)
            entry = dotted.Entries[^1];
        return entry;
    }

    /// <summary>Where the text behind the last blank line of a piece begins; -1 when it has no blank line.</summary>
    private static int BehindLastBlank(string text, TextSpan trivia)
    {
        var found = -1;
        for (var at = trivia.Start; at < trivia.End; at = TomlTrivia.NextLine(text, at))
        {
            var next = Math.Min(TomlTrivia.NextLine(text, at), trivia.End);
            if (text.AsSpan(at, next - at).IsWhiteSpace())
                found = next;
        }

        return found;
    }

    private static List<string> Path(TomlTable root, TomlTable wanted)
    {
        var open = new Stack<(TomlTable Table, List<string> Path)>([(root, [])]);
        while (open.TryPop(out var next))
        {
            foreach (var entry in next.Table.Entries)
            {
                List<string> path = [.. next.Path, entry.Key];
                var inside = entry.Value is TomlArray { IsOfTables: true } array ? array.Items[^1] : entry.Value;
                if (ReferenceEquals(inside, wanted))
                    return path;
                if (inside is TomlTable table)
                    open.Push((table, path));
            }
        }

        throw new ArgumentException("the table is not part of the document, or not of the last item of its list", nameof(wanted));
    }
}
