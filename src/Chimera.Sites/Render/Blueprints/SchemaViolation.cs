using Chimera.Documents.Yaml;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>Something in a Blueprint that the schema refuses.</summary>
/// <param name="Path">E.g. <c>services[0].plan</c>; for a missing or unknown key, of the map that lacks or has it.</param>
/// <param name="Node">The value that is wrong; for a missing key the map, for an unknown one its value.</param>
/// <param name="Expected">What it should be; for a missing or unknown key, of the map.</param>
/// <param name="Key">The key that is missing, unknown, or has the wrong value; empty in a list.</param>
/// <param name="Entry">The entry with that key, if there is one.</param>
internal sealed record SchemaViolation(SchemaFault Fault, string Path, YamlNode Node, Shape Expected, string Key, YamlEntry? Entry);
