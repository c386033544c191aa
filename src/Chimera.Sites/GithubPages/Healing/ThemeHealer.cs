using Chimera.Documents;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Jekyll;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>Corrects the spelling of a supported theme.</summary>
internal sealed class ThemeHealer : IHealer
{
    public string Name => "nearest-theme";

    public IReadOnlyCollection<string> Codes { get; } = [JekyllFindings.ThemeUnknown.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding is not { Subject: { } theme, Span: { } span, Place: { } place })
        {
            return null;
        }

        // 'cayman' is how GitHub's own pages speak of jekyll-theme-cayman.
        var near = PagesGem.Themes.Contains("jekyll-theme-" + theme.ToLowerInvariant())
            ? "jekyll-theme-" + theme.ToLowerInvariant()
            : Nearest.To(theme, PagesGem.Themes);
        return near is null ? null
            : Repair.Edit(Name, $"write '{near}', the supported theme of nearly that name", place.File, new TextEdit(span, near));
    }
}
