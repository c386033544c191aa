using Chimera.Documents.Yaml;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>Asks a tree for what should be there, and takes what is not for absent.</summary>
internal static class YamlAccess
{
    public static string? Text(this YamlNode.Map map, string key) =>
        (map[key] as YamlNode.Scalar)?.Type == YamlType.Text ? ((YamlNode.Scalar)map[key]!).Text : null;

    public static double? Number(this YamlNode.Map map, string key) =>
        map[key] is YamlNode.Scalar { Type: YamlType.Number } number ? number.Number : null;

    public static bool? Flag(this YamlNode.Map map, string key) =>
        map[key] is YamlNode.Scalar { Type: YamlType.Boolean } flag ? flag.IsTrue : null;

    /// <summary>The maps in a list, each with its path.</summary>
    public static IEnumerable<(YamlNode.Map Map, string Path)> Maps(this YamlNode.Map map, string key)
    {
        if (map[key] is not YamlNode.List list)
            yield break;

        for (var index = 0; index < list.Items.Length; index++)
        {
            if (list.Items[index] is YamlNode.Map item)
                yield return (item, $"{key}[{index}]");
        }
    }
}
