using System.Collections.Immutable;
using System.Text;
using Chimera.Documents.Toml.Reading;

namespace Chimera.Documents.Toml.Editing;

/// <summary>How things are taken out of a text while its comments stay.</summary>
internal static class TomlRemoval
{
    /// <summary>Whether a table stands inside an inline table, reached by dotted keys.</summary>
    public static bool IsInline(TomlTable table)
    {
        while (table.Kind == TomlTableKind.Dotted && table.Entries.Count > 0)
        {
            if (table.Entries[0].Value is not TomlTable { Kind: TomlTableKind.Dotted } inner)
            {
                return table.Entries[0].Line is null
                    && table.Entries[0].Value is not (TomlTable { Kind: not TomlTableKind.Inline } or TomlArray { IsOfTables: true });
            }

            table = inner;
        }

        return false;
    }

    /// <summary>Takes out an item; its comments become lines of their own.</summary>
    public static TextEdit Lines(TomlDocument document, TomlItem item)
    {
        if (item is TomlItem.Trivia)
            throw new ArgumentException("comments are not removed", nameof(item));
        var text = document.Source.Text;
        var comments = new StringBuilder();
        var indent = TomlStyle.Indent(text, item.Span.Start);
        foreach (var comment in Comments(document, item.Span))
            comments.Append(indent).Append(text, comment.Start, comment.Length).Append(TomlStyle.LineBreak(text));
        // A byte order mark belongs to the text, not to its first line.
        var start = item.Span.Start + (item.Span.Start == 0 && text.StartsWith('\ufeff') ? 1 : 0);
        return new TextEdit(TextSpan.FromTo(start, item.Span.End), comments.ToString());
    }

    /// <summary>Takes out a header and the lines below it up to the next one.</summary>
    public static ImmutableArray<TextEdit> Section(TomlDocument document, TomlSections sections, TomlItem.Header header)
    {
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        var items = sections.Of(header.Table);
        var text = document.Source.Text;
        foreach (var item in items)
        {
            if (item is not TomlItem.Trivia)
                edits.Add(Lines(document, item));
        }

        // Of the blank lines before and after what is gone, one side is enough.
        var before = sections.Before(header.Table);
        if (items[^1] is TomlItem.Trivia last && (before is null || before is TomlItem.Trivia && TomlStyle.EndsBlank(text, before.Span)))
        {
            var blank = TomlStyle.BlankLines(text, last.Span);
            if (blank.Length > 0)
                edits.Add(TextEdit.Delete(blank));
        }

        return edits.DrainToImmutable();
    }

    public static ImmutableArray<TextEdit> Tree(TomlDocument document, TomlSections sections, TomlEntry entry) =>
        entry.Line is { } line ? [Lines(document, line)] : Tree(document, sections, entry.Value);

    /// <summary>Takes out a table or an array of tables with all headers and lines that make it.</summary>
    public static ImmutableArray<TextEdit> Tree(TomlDocument document, TomlSections sections, TomlValue root)
    {
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        var open = new Stack<(TomlValue Value, bool IsGone)>([(root, false)]);
        while (open.TryPop(out var next))
        {
            if (next.Value is TomlArray { IsOfTables: true } array)
            {
                foreach (var item in array.Items)
                    open.Push((item, false));
            }

            if (next.Value is not TomlTable { Kind: not TomlTableKind.Inline } table)
                continue;
            var isGone = table.Header is not null || (next.IsGone && table.Kind == TomlTableKind.Dotted);
            if (table.Header is { } header)
                edits.AddRange(Section(document, sections, header));
            foreach (var entry in table.Entries)
            {
                if (entry.Line is null)
                    open.Push((entry.Value, isGone));
                else if (!isGone)
                    edits.Add(Lines(document, entry.Line));
            }
        }

        return edits.DrainToImmutable();
    }

    /// <summary>Takes out one part of an inline table or array, with one of the commas beside it.</summary>
    public static ImmutableArray<TextEdit> Part(TomlDocument document, TextSpan part)
    {
        var reading = new TomlReading(document.Source.Text, new TomlOptions(document.Version), CancellationToken.None) { At = part.End };
        TomlTrivia.Blanks(reading);
        var end = reading.At;
        TomlTrivia.Void(reading);
        if (reading[reading.At] == ',')
        {
            var comma = reading.At++;
            TomlTrivia.Blanks(reading);
            return comma == end
                ? [TextEdit.Delete(TextSpan.FromTo(part.Start, reading.At))]
                : [TextEdit.Delete(part), TextEdit.Delete(new TextSpan(comma, 1))];
        }

        var start = part.Start;
        while (TomlTrivia.IsBlank(reading[start - 1]))
            start--;
        return [TextEdit.Delete(TextSpan.FromTo(reading[start - 1] == ',' ? start - 1 : part.Start, part.End))];
    }

    private static List<TextSpan> Comments(TomlDocument document, TextSpan lines)
    {
        var reading = new TomlReading(document.Source.Text, new TomlOptions(document.Version), CancellationToken.None) { At = lines.Start };
        List<TextSpan> comments = [];
        while (reading.At < lines.End)
        {
            var start = reading.At;
            var c = reading[start];
            if (c == '#')
            {
                TomlTrivia.Comment(reading);
                comments.Add(TextSpan.FromTo(start, reading.At));
            }
            else if (c is not ('"' or '\'') || TomlStrings.Read(reading) is null)
            {
                reading.At = start + 1;
            }
        }

        return comments;
    }
}
