using System.Collections.Immutable;
using Chimera.Documents.Yaml;
using Chimera.Sites.Findings;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Render.Checks;

/// <summary>Old spellings that Render still takes.</summary>
internal sealed class SpellingCheck : IBlueprintCheck
{
    private static readonly ImmutableArray<(string Old, string New, string Today)> Keys =
    [
        ("env", "runtime", "runtime"), ("autoDeploy", "autoDeployTrigger", "autoDeployTrigger"),
        ("pullRequestPreviewsEnabled", "previews", "previews.generation"), ("previewPlan", "previews", "previews.plan"),
    ];

    private static readonly ImmutableArray<(string Old, string New, string Today)> RootKeys =
    [
        ("previewsEnabled", "previews", "previews.generation"), ("previewsExpireAfterDays", "previews", "previews.expireAfterDays"),
    ];

    public IEnumerable<SiteFinding> Check(Blueprint blueprint, CancellationToken cancel)
    {
        // As written, where the old spellings still stand.
        var written = Blueprint.Unresolved(blueprint);
        var root = blueprint.Written is YamlNode.Map map ? Old(blueprint, map, "the Blueprint", RootKeys) : [];
        return root.Concat(written.SelectMany(service => Service(blueprint, service)));
    }

    private static IEnumerable<SiteFinding> Service(Blueprint blueprint, Resource service)
    {
        if (service is { Type: "redis" } && service.Map["type"] is { } type)
            yield return blueprint.Finding(
                RenderFindings.OldSpelling, type, $"{service.Called} is of the type 'redis', which is 'keyvalue' today", "write keyvalue",
                "keyvalue");

        // A key value store's previewPlan is today's.
        var keys = service.IsKeyValue ? Keys.RemoveAll(key => key.Old == "previewPlan") : Keys;
        foreach (var finding in Old(blueprint, service.Map, service.Called, keys))
            yield return finding;
    }

    private static IEnumerable<SiteFinding> Old(
        Blueprint blueprint, YamlNode.Map map, string called, ImmutableArray<(string Old, string New, string Today)> keys) =>
        from key in keys
        let entry = map.Find(key.Old)
        where entry is not null
        select key.New != "previews" && map.Find(key.New) is not null
            ? blueprint.Finding(
                RenderFindings.OldBesideNew, entry.Key, $"{called} has '{key.Old}' beside '{key.New}'", $"remove {key.Old}", key.Old)
            : blueprint.Finding(
                RenderFindings.OldSpelling, entry.Key, $"'{key.Old}' of {called} is '{key.Today}' today", $"write {key.Today}", key.Old);
}
