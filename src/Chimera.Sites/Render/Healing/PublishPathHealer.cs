using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Healing;

/// <summary>Names the folder to publish when a page stands in one: the root of a site that is not built, or the output of a
/// build.</summary>
internal sealed class PublishPathHealer : IHealer
{
    public string Name => "render-publish-path";

    public IReadOnlyCollection<string> Codes { get; } = [RenderFindings.NoPublishPath.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (WrittenBlueprint.In(folder) is not { } written || written.At(finding.Span) is not { } spot
            || spot.Owner.Find("staticPublishPath") is not null)
            return null;

        var root = PublishFolder.Normal(spot.Owner.Text("rootDir") ?? "");
        var built = spot.Owner.Text("buildCommand") is { Length: > 0 };
        if (PublishFolder.Guess(folder, root, built) is not { } path)
            return null;

        var publish = SitePath.Shown(path);
        return MapEdits.InsertAfter(written.File, spot, $"staticPublishPath: {publish}") is { } edits
            ? Repair.Edit(
                Name, $"publishes {(publish == "." ? "the root directory" : publish)}, where the page is", BlueprintFile.Name, edits)
            : null;
    }
}
