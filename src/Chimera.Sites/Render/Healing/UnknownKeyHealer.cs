using System.Collections.Frozen;
using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Documents.Yaml;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Checks;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Healing;

/// <summary>
/// Corrects the spelling of a key, or makes a comment of one that only describes. Any other unknown key stays: it may be newer than
/// the schema.
/// </summary>
internal sealed class UnknownKeyHealer : IHealer
{
    private static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>
    {
        ["publishpath"] = "staticPublishPath", ["publishdir"] = "staticPublishPath", ["publishdirectory"] = "staticPublishPath",
        ["staticpublishdir"] = "staticPublishPath",
        ["environmentvariables"] = "envVars", ["environment"] = "envVars", ["rootdirectory"] = "rootDir",
        ["healthcheck"] = "healthCheckPath",
        ["instances"] = "numInstances", ["cronschedule"] = "schedule", ["dockerfile"] = "dockerfilePath",
    }.ToFrozenDictionary();

    // They describe, or say what Render takes from elsewhere; none of them was ever part of the format.
    private static readonly FrozenSet<string> Descriptions = FrozenSet.Create(
        "description", "displayName", "label", "title", "comment", "comments", "note", "notes", "required", "sensitive", "secret", "scope",
        "previewGroup",
        "pythonVersion", "nodeVersion", "rubyVersion", "goVersion");

    public string Name => "render-unknown-key";

    public IReadOnlyCollection<string> Codes { get; } = [RenderFindings.UnknownKey.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (WrittenBlueprint.In(folder) is not { } written || written.At(finding.Span) is not { } spot)
            return null;

        var violation = SchemaCheck.Of(BlueprintAliases.Resolve(written.Root), BlueprintShapes.Root, "", CancellationToken.None)
            .FirstOrDefault(violation => violation.Fault == SchemaFault.UnknownKey && violation.Entry?.Key.Span == finding.Span);
        if (violation is not { Expected: Shape.Fields fields })
            return null;

        if (Meant(spot, fields) is { } meant)
            return Repair.Edit(
                Name, $"corrects '{spot.Entry.Name}' to '{meant}'", BlueprintFile.Name, new TextEdit(spot.Entry.Key.Span, meant));

        return Descriptions.Contains(spot.Entry.Name) && MapEdits.CommentOut(written.File, spot) is { } edits
            ? Repair.Edit(Name, $"makes a comment of '{spot.Entry.Name}', which Render refuses", BlueprintFile.Name, edits)
            : null;
    }

    private static string? Meant(Spot spot, Shape.Fields fields)
    {
        ImmutableArray<string> free = [.. fields.Known.Keys.Where(key => spot.Owner.Find(key) is null)];
        var meant = Replacement.Word(spot.Entry.Name, free)
            ?? (Synonyms.TryGetValue(Replacement.Bare(spot.Entry.Name), out var other) && free.Contains(other) ? other : null)
            ?? (Descriptions.Contains(spot.Entry.Name) ? null : Nearest.To(spot.Entry.Name, free));
        return meant is not null && SchemaCheck.Of(spot.Entry.Value, fields.Known[meant], "", CancellationToken.None).Count == 0 ? meant
            : null;
    }
}
