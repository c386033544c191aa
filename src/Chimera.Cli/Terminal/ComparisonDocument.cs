using System.Text.Json.Nodes;
using Chimera.Sites.Platforms;
using Chimera.Sites.Platforms.Differences;

namespace Chimera.Cli.Terminal;

/// <summary>What behaves differently where, for a program.</summary>
internal static class ComparisonDocument
{
    public static JsonObject Write(PlatformComparison comparison) => new()
    {
        ["compared"] = new JsonArray([.. comparison.Platforms.Select(platform => JsonValue.Create(platform.Name()))]),
        ["requests"] = comparison.Requests,
        ["differences"] = new JsonArray([.. comparison.Groups.Select(group => new JsonObject
        {
            ["cause"] = ComparisonText.Words(group.Cause),
            ["count"] = group.Count,
            ["examples"] = new JsonArray([.. group.Examples.Select(example => JsonValue.Create($"{example.Request.Method} {example.Request.Target}"))]),
            ["outcomes"] = new JsonObject(group.Outcomes.Select(pair => KeyValuePair.Create(pair.Key.Name(), (JsonNode?)JsonValue.Create(pair.Value)))),
        })]),
    };
}
