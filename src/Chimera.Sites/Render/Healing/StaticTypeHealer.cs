using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Documents.Yaml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Healing;

/// <summary>Makes a static site of what was meant to be one: <c>type: web</c> and <c>runtime: static</c>.</summary>
internal sealed class StaticTypeHealer : IHealer
{
    public string Name => "render-static-type";

    public IReadOnlyCollection<string> Codes { get; } = [RenderFindings.StaticType.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (WrittenBlueprint.In(folder) is not { } written || written.At(finding.Span) is not { } spot)
            return null;

        var runtime = spot.Owner.Find("runtime") ?? spot.Owner.Find("env");
        if (runtime is not null && runtime.Value is not YamlNode.Scalar { Text: "static" })
            return null;

        ImmutableArray<TextEdit>? inserted = runtime is null ? MapEdits.InsertAfter(written.File, spot, "runtime: static") : [];
        if (inserted is null)
            return null;

        ImmutableArray<TextEdit> edits = spot.Entry.Name == "type" && spot.Text != "web"
            ? [new TextEdit(spot.Entry.Value.Span, "web"), .. inserted] : inserted.Value;
        return edits.IsEmpty ? null
            : Repair.Edit(Name, "declares it as Render declares static sites: type web, runtime static", BlueprintFile.Name, edits);
    }
}
