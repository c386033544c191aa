using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chimera.Fleet.Nix;

/// <summary>Reads the JSON that Nix prints, whole: nothing about it is found out later.</summary>
internal static class NixJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static NixAnswer<JsonNode?> Read(string what, string output)
    {
        try
        {
            var value = JsonNode.Parse(output, nodeOptions: null, Strict);
            Settle(value);
            return new NixAnswer<JsonNode?>.Done(value);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return NixFindings.Unreadable(what, e.Message).As<JsonNode?>();
        }
    }

    /// <summary>Names and texts are decoded when they are first asked for, and may be no Unicode.</summary>
    private static void Settle(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (_, member) in map)
                    Settle(member);
                break;
            case JsonArray list:
                foreach (var item in list)
                    Settle(item);
                break;
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String:
                scalar.GetValue<string>();
                break;
        }
    }
}
