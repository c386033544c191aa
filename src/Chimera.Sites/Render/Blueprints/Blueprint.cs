using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Documents.Yaml;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>A <c>render.yaml</c> as Render takes it, old spellings resolved; every node knows where it is written.</summary>
/// <param name="Written">As it is written.</param>
/// <param name="Root">With the old spellings resolved.</param>
internal sealed record Blueprint(
    SourceFile File,
    YamlNode Written,
    YamlNode Root,
    ImmutableArray<Resource> Services,
    ImmutableArray<Resource> Databases,
    ImmutableArray<Resource> Groups)
{
    public static Blueprint Of(SourceFile file, YamlNode written)
    {
        var root = BlueprintAliases.Resolve(written);
        List<Resource> services = [], databases = [], groups = [];
        foreach (var (owner, path) in Owners(root))
        {
            services.AddRange(Resources(owner, path, "services"));
            databases.AddRange(Resources(owner, path, "databases"));
            groups.AddRange(Resources(owner, path, "envVarGroups"));
        }

        return new Blueprint(file, written, root, [.. services], [.. databases], [.. groups]);
    }

    /// <summary>The services as they are written, old spellings and all.</summary>
    public static ImmutableArray<Resource> Unresolved(Blueprint blueprint) =>
        [.. Owners(blueprint.Written).SelectMany(owner => Resources(owner.Owner, owner.Path, "services"))];

    /// <summary>A finding about a piece of this file.</summary>
    public SiteFinding Finding(FindingKind kind, YamlNode at, string message, string? remedy = null, string? subject = null) =>
        new(kind, message, File.PlaceOf(at.Span), at.Span, remedy, subject);

    /// <summary>Everything that may hold services, databases and groups: the file itself, <c>ungrouped</c>, and each environment.</summary>
    private static IEnumerable<(YamlNode.Map Owner, string Path)> Owners(YamlNode root)
    {
        if (root is not YamlNode.Map map)
            yield break;

        yield return (map, "");
        if (map["ungrouped"] is YamlNode.Map ungrouped)
            yield return (ungrouped, "ungrouped.");

        foreach (var (project, path) in map.Maps("projects"))
        {
            foreach (var (environment, below) in project.Maps("environments"))
                yield return (environment, $"{path}.{below}.");
        }
    }

    private static IEnumerable<Resource> Resources(YamlNode.Map owner, string path, string key) =>
        owner.Maps(key).Select(item => new Resource(item.Map, path + item.Path));
}
