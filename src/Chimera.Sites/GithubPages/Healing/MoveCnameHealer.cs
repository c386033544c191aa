using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Domain;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>Gives a CNAME the name and place where GitHub reads it.</summary>
internal sealed class MoveCnameHealer : IHealer
{
    public string Name => "move-cname";

    public IReadOnlyCollection<string> Codes { get; } = [CnameFindings.Name.Code, CnameFindings.Misplaced.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        var to = SitePath.Join(PagesRoot.Of(foresight), CnameReader.FileName);
        return finding.Subject is { } from && from != to && folder.KindOf(to) == EntryKind.Absent
            ? new Repair(Name, $"move {from} to {to}, where GitHub reads it", [new FileChange.Move(from, to)])
            : null;
    }
}
