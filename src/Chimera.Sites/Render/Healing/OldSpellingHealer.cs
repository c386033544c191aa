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

/// <summary>Writes an old key as today: <c>env</c>, <c>autoDeploy</c>, and those that became part of <c>previews</c>.</summary>
internal sealed class OldSpellingHealer : IHealer
{
    public string Name => "render-old-spelling";

    public IReadOnlyCollection<string> Codes { get; } = [RenderFindings.OldSpelling.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (WrittenBlueprint.In(folder) is not { } written || written.At(finding.Span) is not { } spot
            || spot.Entry.Value is not YamlNode.Scalar value)
            return null;

        var edits = spot.Entry.Name switch
        {
            "env" => [new TextEdit(spot.Entry.Key.Span, "runtime")],
            "type" when value.Text == "redis" => [new TextEdit(value.Span, "keyvalue")],
            "autoDeploy" when value.Type == YamlType.Boolean =>
                [new TextEdit(spot.Entry.Key.Span, "autoDeployTrigger"), new TextEdit(value.Span, value.IsTrue ? "commit" : "\"off\"")],
            "previewsEnabled" or "pullRequestPreviewsEnabled" when value.Type == YamlType.Boolean =>
                Into(written.File, spot, "generation", value.IsTrue ? "automatic" : "\"off\""),
            "previewsExpireAfterDays" when value.Type == YamlType.Number => Into(written.File, spot, "expireAfterDays", value.Text),
            "previewPlan" when value.Type == YamlType.Text => Into(written.File, spot, "plan", value.Text),
            _ => (ImmutableArray<TextEdit>?)null,
        };
        return edits is null ? null
            : Repair.Edit(Name, $"writes '{spot.Entry.Name}' as Render documents it today", BlueprintFile.Name, edits.Value);
    }

    // Into the map `previews`, which is made in the old key's place when there is none.
    private static ImmutableArray<TextEdit>? Into(SourceFile file, Spot spot, string key, string value)
    {
        if (spot.Owner.Find("previews") is not { } previews)
        {
            var column = spot.Entry.Key.Span.Start - Lines.StartOf(file.Text, spot.Entry.Key.Span.Start);
            var text = spot.Owner.Flow
                ? $"previews: {{{key}: {value}}}"
                : $"previews:{Lines.Newline(file.Text)}{new string(' ', column + 2)}{key}: {value}";
            return [new TextEdit(spot.Entry.Span, text)];
        }

        return previews.Value is YamlNode.Map { Entries: [.., var last] } map && map.Find(key) is null
            && MapEdits.Remove(file, spot) is { } removed
            && MapEdits.InsertAfter(file, new Spot(map, last), $"{key}: {value}") is { } inserted
            ? [.. removed, .. inserted]
            : null;
    }
}
