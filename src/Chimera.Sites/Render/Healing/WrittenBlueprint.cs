using Chimera.Documents;
using Chimera.Documents.Yaml;
using Chimera.Sites.Folder;
using Chimera.Sites.Render.Blueprints;

namespace Chimera.Sites.Render.Healing;

/// <summary>The Blueprint as it is written now, to be edited.</summary>
internal sealed record WrittenBlueprint(SourceFile File, YamlNode Root)
{
    /// <returns>Null when it cannot be read: what is not YAML is not edited.</returns>
    public static WrittenBlueprint? In(SiteFolder folder)
    {
        if (folder.KindOf(BlueprintFile.Name) != EntryKind.File)
            return null;

        var (file, reading) = BlueprintFile.Read(folder);
        return reading is { Problems.IsEmpty: true, Root: { } root } ? new WrittenBlueprint(file, root) : null;
    }

    /// <summary>The entry whose key or value is written at a place, and the map that it is in.</summary>
    public Spot? At(TextSpan? span) => span is { } wanted ? Find(Root, wanted) : null;

    private static Spot? Find(YamlNode node, TextSpan span)
    {
        if (node is YamlNode.Scalar || node.Span.Length == 0)
            return null;

        if (node is YamlNode.Map map)
        {
            foreach (var entry in map.Entries)
            {
                if (entry.Key.Span == span || entry.Value.Span == span)
                    return new Spot(map, entry);
            }
        }

        IEnumerable<YamlNode> below = node is YamlNode.Map { Entries: var entries } ? entries.Select(entry => entry.Value)
            : ((YamlNode.List)node).Items;
        return below.Select(
            child => child.Span.Start <= span.Start && span.End <= child.Span.End ? Find(child, span) : null).FirstOrDefault(
                spot => spot is not null);
    }
}
