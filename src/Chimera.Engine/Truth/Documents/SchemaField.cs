using System.Text.Json.Nodes;

namespace Chimera.Engine.Truth.Documents;

/// <summary>A key of a structure.</summary>
/// <param name="Default">What holds when the key is left out, as it would be written; null when there is nothing to show.</param>
public sealed record SchemaField(string Key, Schema Schema, bool Required, JsonNode? Default, string Description);
