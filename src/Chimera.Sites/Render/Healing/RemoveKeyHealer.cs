using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Healing;

/// <summary>Removes a key that Render refuses on a static site, or that another one has replaced.</summary>
internal sealed class RemoveKeyHealer : IHealer
{
    public string Name => "render-remove-key";

    public IReadOnlyCollection<string> Codes { get; } = [RenderFindings.NotOnStaticSite.Code, RenderFindings.OldBesideNew.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (WrittenBlueprint.In(folder) is not { } written || written.At(finding.Span) is not { } spot)
            return null;

        // A start command or a disk says that a program was meant after all.
        if (finding.Kind == RenderFindings.NotOnStaticSite
            && spot.Entry.Name is not ("region" or "plan" or "numInstances" or "previewPlan" or "healthCheckPath"))
            return null;

        return MapEdits.Remove(written.File, spot) is { } edits
            ? Repair.Edit(Name, $"removes {spot.Entry.Name}, which has no effect here: {finding.Message}", BlueprintFile.Name, edits)
            : null;
    }
}
