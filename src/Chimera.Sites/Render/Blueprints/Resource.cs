using Chimera.Documents.Yaml;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>A service, a database or a group of a Blueprint.</summary>
/// <param name="Path">E.g. <c>services[0]</c>.</param>
internal sealed record Resource(YamlNode.Map Map, string Path)
{
    public string? Name => Map.Text("name");

    public string? Type => Map.Text("type");

    public string? Runtime => Map.Text("runtime");

    public string? Plan => Map.Text("plan");

    public bool IsStatic => StaticSites.IsMeant(Map);

    public bool IsKeyValue => Type is "keyvalue" or "redis";

    /// <summary>Runs a program that Render builds itself. What a workflow needs is not known; it is newer than the schema.</summary>
    public bool IsNative => !IsStatic && !IsKeyValue && Type != "workflow" && Runtime is not (null or "docker" or "image");

    /// <summary>As a message calls it.</summary>
    public string Called => Name is { } name ? Wording.Quote(name) : Path;

    /// <summary>Where a message about the whole points: its name, or where it begins.</summary>
    public YamlNode Anchor => Map["name"] is YamlNode.Scalar name ? name : Map.Entries.IsEmpty ? Map : Map.Entries[0].Key;
}
