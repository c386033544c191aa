using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>Gives a 404.md at the top, which Jekyll would put at /404/, the address that GitHub sends.</summary>
internal sealed class NotFoundPageHealer : IHealer
{
    public string Name => "permalink-404";

    public IReadOnlyCollection<string> Codes { get; } = [PagesFindings.MisplacedNotFoundPage.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding.Subject is not { } path || SitePath.FolderOf(path) != PagesRoot.Of(foresight)
            || folder.Read(path, 1 << 20) is not { } bytes)
        {
            return null;
        }

        var file = SourceFile.Decode(path, bytes);
        var hasFront = file.Text.StartsWith("---\n", StringComparison.Ordinal);
        return file.Text.Contains("permalink:", StringComparison.Ordinal) || file.Text.Contains('\r', StringComparison.Ordinal)
            ? null
            : Repair.Edit(
                Name, "set its permalink to /404.html, the one address that GitHub sends", path,
                hasFront ? TextEdit.Insert(4, "permalink: /404.html\n") : TextEdit.Insert(0, "---\npermalink: /404.html\n---\n"));
    }
}
