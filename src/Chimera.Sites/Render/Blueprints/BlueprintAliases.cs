using System.Collections.Immutable;
using Chimera.Documents.Yaml;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>
/// Spellings that Render still takes although its schema does not (https://render.com/docs/blueprint-spec): <c>env</c> is
/// <c>runtime</c>, the type <c>redis</c> is <c>keyvalue</c>.
/// </summary>
internal static class BlueprintAliases
{
    /// <summary>The same tree, every node at its own place, in today's spelling.</summary>
    public static YamlNode Resolve(YamlNode root) => root is not YamlNode.Map map ? root : In(map, entry => entry.Name switch
    {
        "services" => entry with { Value = Services(entry.Value) },
        "ungrouped" => entry with { Value = Resources(entry.Value) },
        "projects" => entry with { Value = Each(entry.Value, project => In(project, field =>
            field.Name == "environments" ? field with { Value = Each(field.Value, Resources) } : field)) },
        _ => entry,
    });

    private static YamlNode Resources(YamlNode node) =>
        node is YamlNode.Map map ? In(map, entry => entry.Name == "services" ? entry with { Value = Services(entry.Value) } : entry) : node;

    private static YamlNode Services(YamlNode node) => Each(node, Service);

    private static YamlNode.Map Service(YamlNode.Map service)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>(service.Entries.Length);
        foreach (var entry in service.Entries)
        {
            if (entry.Name != "env")
                entries.Add(entry.Name == "type" && entry.Value is YamlNode.Scalar { Text: "redis" } type
                    ? entry with { Value = type with { Text = "keyvalue" } } : entry);
            else if (service.Find("runtime") is null)
                entries.Add(entry with { Name = "runtime" });
        }

        return service with { Entries = entries.ToImmutable() };
    }

    private static YamlNode Each(YamlNode node, Func<YamlNode.Map, YamlNode> change) =>
        node is YamlNode.List list ? list with { Items = [.. list.Items.Select(item => item is YamlNode.Map map ? change(map) : item)] }
            : node;

    private static YamlNode.Map In(YamlNode.Map map, Func<YamlEntry, YamlEntry> change) =>
        map with { Entries = [.. map.Entries.Select(change)] };
}
