using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>
/// Makes one table of two with the same header, when they do not contradict each other: the lines of the second go to the end of the
/// first, and those that say the same again go away.
/// </summary>
internal sealed class MergeTables() : TomlSyntaxHealer("merge-tables", TomlProblemKind.DuplicateTable)
{
    protected override Repair? Propose(TomlDocument document, TomlProblem problem, Lines line)
    {
        var items = document.Items;
        var second = IndexOf(items, item => item is TomlItem.Header && problem.At >= item.Span.Start && problem.At < item.Span.End);
        if (second < 0 || items[second] is not TomlItem.Header { IsArray: false } again)
        {
            return null;
        }

        var first = IndexOf(items, item => item is TomlItem.Header { IsArray: false } header && header != again && SameKey(header, again));
        if (first < 0 || first > second)
        {
            return null;
        }

        var lines = Body(items, second).ToList();
        var known = Body(items, first).OfType<TomlItem.KeyLine>().ToDictionary(Key, known => line.Text(known.Value.Span), StringComparer.Ordinal);
        if (lines.Exists(item => item is TomlItem.Broken) || lines.OfType<TomlItem.KeyLine>().Any(item => known.TryGetValue(Key(item), out var value) && value != line.Text(item.Value.Span)))
        {
            return null;
        }

        // A blank line between the tables stays where it is; what moves goes behind the last line of the first that says something.
        var end = Body(items, first).Where(item => item is TomlItem.KeyLine).Select(item => item.Span.End).DefaultIfEmpty(items[first].Span.End).Last();
        var kept = lines.Where(item => item is not TomlItem.KeyLine key || !known.ContainsKey(Key(key))).ToList();
        var moved = kept.Exists(item => item is TomlItem.KeyLine) ? string.Concat(kept.Select(item => line.Text(item.Span))).TrimEnd('\r', '\n') : "";
        var comments = kept.OfType<TomlItem.Trivia>().Any(item => line.Text(item.Span).Contains('#', StringComparison.Ordinal));
        if (moved.Length == 0 && comments)
        {
            return null;
        }

        var last = lines.LastOrDefault(item => item is TomlItem.KeyLine || moved.Length > 0) ?? again;
        var removed = TextSpan.FromTo(again.Span.Start, last.Span.End);
        var separator = end > 0 && line.File.Text[end - 1] != '\n' ? "\n" : "";
        var ending = moved.Length == 0 ? "" : line.File.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return moved.Length == 0
            ? Repair.Edit(Name, $"{line.Text(again.Written)} says nothing that the first one does not", line.File.Name, TextEdit.Delete(removed))
            : Repair.Edit(
                Name, $"the lines of the second {line.Text(again.Written)} belong to the first", line.File.Name,
                TextEdit.Insert(end, $"{separator}{moved}{ending}"), TextEdit.Delete(removed));
    }

    private static IEnumerable<TomlItem> Body(ImmutableArray<TomlItem> items, int header) => items.Skip(header + 1).TakeWhile(item => item is not TomlItem.Header);

    private static int IndexOf(ImmutableArray<TomlItem> items, Func<TomlItem, bool> wanted)
    {
        for (var index = 0; index < items.Length; index++)
        {
            if (wanted(items[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private static bool SameKey(TomlItem.Header one, TomlItem.Header other) => one.Key.Select(part => part.Name).SequenceEqual(other.Key.Select(part => part.Name));

    private static string Key(TomlItem.KeyLine line) => string.Join('\0', line.Key.Select(part => part.Name));
}
