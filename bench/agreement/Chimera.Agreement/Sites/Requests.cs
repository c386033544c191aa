using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chimera.Agreement.Sites;

/// <summary>Requests that come with a site: <c>requests.ndjson</c> in its folder, one <c>{"url":…}</c> a line.</summary>
internal static class Requests
{
    public static ImmutableArray<JsonNode> Beside(string folder)
    {
        var file = Path.Combine(folder, "requests.ndjson");
        return File.Exists(file) ? [.. File.ReadLines(file).Select(Read).OfType<JsonNode>()] : [];
    }

    private static JsonNode? Read(string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject request && request["url"] is JsonValue ? request : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
