using Chimera.Documents.Yaml;

namespace Chimera.Sites.Render.Healing;

/// <summary>An entry, and the map that it is in.</summary>
internal sealed record Spot(YamlNode.Map Owner, YamlEntry Entry)
{
    public string? Text => (Entry.Value as YamlNode.Scalar)?.Text;
}
