using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>Makes comments of the lines of a <c>[[redirects]]</c> or <c>[[headers]]</c> table that Netlify drops anyway. The last resort.</summary>
internal sealed class CommentOutTable : IHealer
{
    public string Name => "comment-out-table";

    public IReadOnlyCollection<string> Codes => NetlifyHealers.IgnoredTables;

    public RepairKind Kind => RepairKind.Silences;

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding.Span is not { } span || TomlFile.Of(finding, folder) is not { } document)
        {
            return null;
        }

        var at = TomlFile.HeaderAbove(document, span.Start);
        while (at >= 0 && document.Items[at] is not TomlItem.Header { IsArray: true, Key.Length: 1 })
        {
            at--;
        }

        if (at < 0 || document.Items[at] is not TomlItem.Header { Key: [{ Name: "redirects" or "headers" }] } element)
        {
            return null;
        }

        var items = document.Items.Skip(at).TakeWhile(item =>
            item == element || item is not TomlItem.Header header || (header.Key.Length > 1 && header.Key[0].Name == element.Key[0].Name));
        var edits = items.Where(item => item is not TomlItem.Trivia).SelectMany(item => CommentsIn(document.Source, item.Span));
        return Repair.Edit(Name, "the table is ignored as it is: made a comment, so that nothing changes but the warning", document.Source.Name, [.. edits]);
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
