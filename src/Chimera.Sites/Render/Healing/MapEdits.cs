using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Documents.Yaml;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Render.Healing;

/// <summary>Edits of a map that leave every other character, and every comment, where it is. Null when that cannot be done.</summary>
internal static class MapEdits
{
    /// <summary>Takes an entry out.</summary>
    public static ImmutableArray<TextEdit>? Remove(SourceFile file, Spot spot)
    {
        var entries = spot.Owner.Entries;
        var index = entries.IndexOf(spot.Entry);
        var span = spot.Entry.Span;
        if (entries.Length == 1 || !IsWhole(spot.Entry) || Holds(file, span, '#'))
            return null;

        if (spot.Owner.Flow)
        {
            var piece = index == 0 ? TextSpan.FromTo(span.Start, entries[1].Key.Span.Start)
                : TextSpan.FromTo(entries[index - 1].Span.End, span.End);
            return Holds(file, piece, '#') ? null : [TextEdit.Delete(piece)];
        }

        var line = Lines.StartOf(file.Text, span.Start);
        if (!IsBlank(file.Text, line, span.Start))
        {
            // The first one after the dash of a list: the next one takes its place.
            var piece = index == 0 ? TextSpan.FromTo(span.Start, entries[1].Key.Span.Start) : default;
            return piece.Length == 0 || Holds(file, piece, '#') ? null : [TextEdit.Delete(piece)];
        }

        var rest = Lines.EndOf(file.Text, span.End);
        return IsBlank(file.Text, span.End, rest)
            ? [TextEdit.Delete(TextSpan.FromTo(line, Lines.After(file.Text, rest)))]
            : [TextEdit.Delete(TextSpan.FromTo(span.Start, span.End + Blanks(file.Text, span.End)))];
    }

    /// <summary>Makes a comment of an entry.</summary>
    public static ImmutableArray<TextEdit>? CommentOut(SourceFile file, Spot spot)
    {
        if (spot.Owner.Flow || spot.Owner.Entries.Length == 1 || !IsWhole(spot.Entry))
            return null;

        var span = spot.Entry.Span;
        var column = span.Start - Lines.StartOf(file.Text, span.Start);
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        edits.Add(TextEdit.Insert(span.Start, "# "));
        for (var line = Lines.After(file.Text, Lines.EndOf(file.Text, span.Start)); line < span.End; line =
            Lines.After(file.Text, Lines.EndOf(file.Text, line)))
        {
            var end = Lines.EndOf(file.Text, line);
            if (!IsBlank(file.Text, line, end))
                edits.Add(TextEdit.Insert(Math.Min(line + column, line + Blanks(file.Text, line)), "# "));
        }

        return edits.ToImmutable();
    }

    /// <summary>Puts an entry with a scalar value behind another one.</summary>
    public static ImmutableArray<TextEdit>? InsertAfter(SourceFile file, Spot spot, string text)
    {
        var span = spot.Entry.Span;
        if (!IsWhole(spot.Entry))
            return null;

        if (spot.Owner.Flow)
            return [TextEdit.Insert(span.End, ", " + text)];

        var indent = new string(' ', spot.Entry.Key.Span.Start - Lines.StartOf(file.Text, spot.Entry.Key.Span.Start));
        var newline = Lines.Newline(file.Text);
        var end = Lines.EndOf(file.Text, span.End);
        return end == file.Text.Length
            ? [TextEdit.Insert(end, newline + indent + text)]
            : [TextEdit.Insert(Lines.After(file.Text, end), indent + text + newline)];
    }

    // An alias or an anchored value reaches beyond the entry, and a value that is left out has nothing to it.
    private static bool IsWhole(YamlEntry entry) =>
        entry.Value.Span.Start >= entry.Key.Span.End
            && (entry.Value.Span.Length > 0 || entry.Value is YamlNode.Scalar { Type: YamlType.Null });

    private static bool Holds(SourceFile file, TextSpan span, char what) => file.Text.AsSpan(span.Start, span.Length).Contains(what);

    private static bool IsBlank(string text, int from, int to) => text.AsSpan(from, to - from).IsWhiteSpace();

    private static int Blanks(string text, int at) =>
        text.AsSpan(at).IndexOfAnyExcept(' ', '\t') is >= 0 and var count ? count : text.Length - at;
}
