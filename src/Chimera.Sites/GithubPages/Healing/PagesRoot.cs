using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Jekyll;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Healing;

/// <summary>What the healers ask of a foresight.</summary>
internal static class PagesRoot
{
    public static string Of(Foresight foresight) =>
        foresight.Facts.FirstOrDefault(fact => fact.Name == "publish")?.Value is { } root and not "." ? root : "";

    /// <summary>Someone means Jekyll to run: there is a configuration, a layout or a post, or a page is made from Markdown.</summary>
    public static bool IsMeantForJekyll(SiteFolder folder, Foresight foresight)
    {
        var root = Of(foresight);
        return folder.KindOf(SitePath.Join(root, JekyllConfig.FileName)) == EntryKind.File
            || new[] { "_layouts", "_includes", "_posts", "_data" }.Any(name => folder.KindOf(SitePath.Join(root, name)) == EntryKind.Folder)
            || foresight.Published.UrlPaths.Any(path => path.EndsWith(".html", StringComparison.Ordinal)
                && foresight.Published.FileOf(path) is { } file && SitePath.ExtensionOf(file.Path) != ".html"
                && !SitePath.NameOf(file.Path).StartsWith("README", StringComparison.OrdinalIgnoreCase));
    }

    public static SourceFile? Source(SiteFolder folder, SiteFinding finding) =>
        finding.Place is { } place && folder.Read(place.File) is { } bytes ? SourceFile.Decode(place.File, bytes) : null;
}
