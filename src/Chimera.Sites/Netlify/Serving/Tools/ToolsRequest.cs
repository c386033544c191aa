using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Serving.Tools;

/// <summary>A request as Netlify's own packages are asked about one.</summary>
/// <param name="Url">A URL, or a path with its query.</param>
public sealed record ToolsRequest(string Url)
{
    public string Method { get; init; } = "GET";

    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ImmutableArray<KeyValuePair<string, string>> Cookies { get; init; } = [];

    public string? Country { get; init; }

    public string? Language { get; init; }

    /// <summary>Reads <c>{"url", "method", "headers", "cookies", "country", "language"}</c>; all but the first may be missing.</summary>
    public static ToolsRequest Read(JsonObject request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ToolsRequest(JsValue.Text(request["url"]))
        {
            Method = JsValue.AsString(request["method"]) ?? "GET",
            Headers = Pairs(request["headers"]),
            Cookies = Pairs(request["cookies"]),
            Country = JsValue.AsString(request["country"]),
            Language = JsValue.AsString(request["language"]),
        };
    }

    private static ImmutableArray<KeyValuePair<string, string>> Pairs(JsonNode? node) =>
        node is JsonObject map ? [.. JsObject.Keys(map).Select(key => KeyValuePair.Create(key, JsValue.Text(map[key])))] : [];
}
