using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Healing;

/// <summary>Gives the Blueprint the name that Render looks for.</summary>
internal sealed class RenameBlueprintHealer : IHealer
{
    public string Name => "render-rename-blueprint";

    public IReadOnlyCollection<string> Codes { get; } = [RenderFindings.MisnamedBlueprint.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.KindOf(BlueprintFile.Misspelt) == EntryKind.File && folder.KindOf(BlueprintFile.Name) == EntryKind.Absent
            ? new Repair(
                Name, $"renames it to {BlueprintFile.Name}, which Render looks for",
                [new FileChange.Move(BlueprintFile.Misspelt, BlueprintFile.Name)])
            : null;
    }
}
