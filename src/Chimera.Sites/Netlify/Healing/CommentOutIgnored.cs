using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing;

/// <summary>
/// Makes a comment of a line that Netlify drops anyway: every answer stays what it is, the warning goes, and the person's line can still be
/// read. The last resort, where no better repair is certain.
/// </summary>
internal sealed class CommentOutIgnored : IHealer
{
    public string Name => "comment-out-ignored";

    public IReadOnlyCollection<string> Codes => NetlifyHealers.IgnoredLines;

    public RepairKind Kind => RepairKind.Silences;

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight) =>
        Lines.Of(finding, folder) is { } line && IsLineFile(line.File.Name)
            ? Repair.Edit(Name, "the line is ignored as it is: made a comment, so that nothing changes but the warning", line.File.Name, line.CommentOut())
            : null;

    internal static bool IsLineFile(string file) => file.EndsWith("_redirects", StringComparison.Ordinal) || file.EndsWith("_headers", StringComparison.Ordinal);
}
