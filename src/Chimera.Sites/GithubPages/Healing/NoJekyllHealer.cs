using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Jekyll;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>Turns Jekyll off for a site that was never meant for it.</summary>
internal sealed class NoJekyllHealer : IHealer
{
    public string Name => "add-nojekyll";

    public IReadOnlyCollection<string> Codes { get; } = [JekyllFindings.AssetsDropped.Code, PagesFindings.WellKnownLost.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        var file = SitePath.Join(PagesRoot.Of(foresight), ".nojekyll");
        var runs = foresight.Facts.Any(fact => fact is { Name: "jekyll", Value: "3.10.0" });
        return runs && folder.KindOf(file) == EntryKind.Absent && !PagesRoot.IsMeantForJekyll(folder, foresight)
            ? new Repair(Name, $"add an empty {file}: the site is not made for Jekyll, which would drop files of it",
                [new FileChange.Create(file, "")])
            : null;
    }
}
