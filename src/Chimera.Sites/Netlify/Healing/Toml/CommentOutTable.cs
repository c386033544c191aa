using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>
/// Makes comments of the lines of a <c>[[redirects]]</c> or <c>[[headers]]</c> table that Netlify drops anyway. The last resort.
/// </summary>
internal sealed class CommentOutTable : IHealer
{
    public string Name => "comment-out-table";

    public IReadOnlyCollection<string> Codes => NetlifyHealers.IgnoredTables;

    public RepairKind Kind => RepairKind.Silences;

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight) =>
        finding.Span is { } span && TomlFile.Of(finding, folder) is { } document
        && TomlSection.ElementAbove(document, span.Start) is >= 0 and var header
        && document.Items[header] is TomlItem.Header { Key: [{ Name: "redirects" or "headers" }] }
            ? Repair.Edit(
                Name, "the table is ignored as it is: made a comment, so that nothing changes but the warning", document.Source.Name,
                TomlSection.CommentOut(document, header))
            : null;
}
