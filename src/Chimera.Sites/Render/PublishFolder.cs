using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render;

/// <summary>The folder that a static site publishes.</summary>
/// <param name="Path">Relative to the site's folder; null when it does not exist (yet).</param>
/// <param name="RootDir">Where the build runs.</param>
internal sealed record PublishFolder(string? Path, string RootDir, ImmutableArray<SiteFinding> Findings)
{
    // What build tools call the folder that they write, the most usual first.
    private static readonly ImmutableArray<string> Built = ["dist", "build", "out", "_site", ".output/public"];

    // `public` and `docs` hold the pages themselves in some sites, and a build's input in others.
    private static readonly ImmutableArray<string> Sources = ["", "public", "docs"];

    public static PublishFolder Of(SiteFolder folder, Blueprint blueprint, Resource site)
    {
        var root = Normal(site.Map.Text("rootDir") ?? "");
        if (root.Length > 0 && folder.KindOf(root) != EntryKind.Folder && site.Map.Find("repo") is null)
        {
            var missing = blueprint.Finding(
                RenderFindings.RootDirMissing, site.Map["rootDir"]!, $"there is no folder {Wording.Quote(root)}",
                subject: InAnotherCase(folder, root));
            return new PublishFolder(null, root, [missing]);
        }

        if (site.Map.Text("staticPublishPath") is not { Length: > 0 } written)
            return new PublishFolder(null, root, []);

        var path = Normal(written);
        var within = Join(root, path);
        if (folder.KindOf(within) == EntryKind.Folder)
            return new PublishFolder(within, root, []);

        var node = site.Map["staticPublishPath"]!;
        if (root.Length > 0 && folder.KindOf(path) == EntryKind.Folder)
        {
            return new PublishFolder(path, root, [blueprint.Finding(
                RenderFindings.PublishFolderElsewhere, node, $"{Wording.Quote(path)} is not in the root directory {Wording.Quote(root)}",
                subject: path.StartsWith(root + "/", StringComparison.Ordinal) ? path[(root.Length + 1)..] : null)]);
        }

        return site.Map.Text("buildCommand") is { Length: > 0 } || site.Map.Find("repo") is not null
            ? new PublishFolder(null, root, [])
            : new PublishFolder(null, root, [blueprint.Finding(
                RenderFindings.PublishFolderMissing, node, $"there is no folder {Wording.Quote(within)} and no build command that makes it",
                subject: InAnotherCase(folder, within)?[(within.Length - path.Length)..])]);
    }

    /// <summary>Where a site that does not say so probably has its pages.</summary>
    /// <param name="root">Where to look; the answer counts from there.</param>
    /// <param name="isBuilt">Only what a build writes will do.</param>
    /// <returns>Null when there is no page in any such place.</returns>
    public static string? Guess(SiteFolder folder, string root = "", bool isBuilt = false) =>
        Built.Concat(isBuilt ? [] : Sources).FirstOrDefault(path => folder.KindOf(Join(Join(root, path), "index.html")) == EntryKind.File);

    /// <summary>As a path in the site's folder: <c>./dist/</c> is <c>dist</c>, <c>.</c> is the folder itself.</summary>
    public static string Normal(string path) =>
        string.Join('/',
            path.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(segment => segment != "."));

    // Written on a machine that does not tell letter case, built on one that does.
    private static string? InAnotherCase(SiteFolder folder, string path) =>
        path.Length == 0 ? null
        : folder.FilesBelow("").FirstOrDefault(
            file => file.Path.StartsWith(path + "/", StringComparison.OrdinalIgnoreCase))?.Path[..path.Length];

    private static string Join(string root, string path) => root.Length == 0 ? path : path.Length == 0 ? root : $"{root}/{path}";
}
