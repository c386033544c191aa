using System.Collections.Immutable;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>
/// The files of an artifact that GitHub Pages publishes as they are: those of the branch way, and one that names the release.
/// </summary>
/// <param name="Files">In ordinal order of their addresses.</param>
internal sealed record ArtifactTree(ImmutableArray<ReleaseFile> Files)
{
    public static Asked<ArtifactTree> Of(Release release)
    {
        var tree = PagesTree.Of(release);
        if (tree.Value is not { } pages)
        {
            return tree.Trouble!;
        }

        var taken = pages.Files.FirstOrDefault(
            file => (ReleaseMarker.Address + "/").StartsWith(file.Address + "/", StringComparison.Ordinal));
        return taken is not null
            ? Replies.Refuse(
                "pages.marker-taken", $"the site has {OutsideText.Shown(taken.Address)} itself, where an artifact names the release",
                "leave it out of what is published")
            : new ArtifactTree([
                .. pages.Files.Add(ReleaseMarker.Of(release.Generation)).OrderBy(file => file.Address, StringComparer.Ordinal)]);
    }
}
