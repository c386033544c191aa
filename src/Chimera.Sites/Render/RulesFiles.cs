using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render;

/// <summary>Files that other platforms take their rules from.</summary>
internal static class RulesFiles
{
    public static IEnumerable<SiteFinding> Findings(SiteFolder folder, PublishedFiles files) =>
        from name in new[] { "_redirects", "_headers" }
        let path = files.Contains("/" + name) ? SitePath.Join(files.Root, name)
            : folder.KindOf(name) == EntryKind.File ? name : null
        where path is not null
        select new SiteFinding(
            RenderFindings.RulesFileNotRead, $"Render does not read {name}: no rule in it has an effect", Place.Of(path), Subject: path);
}
