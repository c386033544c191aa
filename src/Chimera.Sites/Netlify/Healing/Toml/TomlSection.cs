using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>An element of a list of tables: its header, the lines below it, and the tables within it.</summary>
internal static class TomlSection
{
    /// <summary>The index of the header <c>[[name]]</c> that a character stands at or below; -1 when there is none.</summary>
    public static int ElementAbove(TomlDocument document, int character)
    {
        var at = TomlFile.HeaderAbove(document, character);
        while (at >= 0 && document.Items[at] is not TomlItem.Header { IsArray: true, Key.Length: 1 })
        {
            at = document.Items[at] is TomlItem.Header { Key.Length: 1 } ? -1 : at - 1;
        }

        return at;
    }

    /// <summary>From the header to the last line that says something.</summary>
    public static TextSpan Of(TomlDocument document, int header)
    {
        var last = Items(document, header).Last(item => item is not TomlItem.Trivia);
        return TextSpan.FromTo(document.Items[header].Span.Start, last.Span.End);
    }

    public static ImmutableArray<TextEdit> CommentOut(TomlDocument document, int header) =>
        [.. Items(document, header).Where(item => item is not TomlItem.Trivia).SelectMany(item => CommentsIn(document.Source, item.Span))];

    private static IEnumerable<TomlItem> Items(TomlDocument document, int header)
    {
        var element = (TomlItem.Header)document.Items[header];
        yield return element;
        for (var at = header + 1; at < document.Items.Length; at++)
        {
            var item = document.Items[at];
            if (item is TomlItem.Header other && (other.Key.Length == 1 || other.Key[0].Name != element.Key[0].Name))
            {
                yield break;
            }

            yield return item;
        }
    }

    private static IEnumerable<TextEdit> CommentsIn(SourceFile file, TextSpan span)
    {
        for (var at = span.Start; at < span.End;)
        {
            var line = Lines.At(file, at);
            if (line.Words.Count > 0)
            {
                yield return line.CommentOut();
            }

            at = line.Line.End + 1;
        }
    }
}
