using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Cli.Terminal;

/// <summary>What a platform would make of a site, for a program. Field names never change meaning.</summary>
internal static class ForesightDocument
{
    public static JsonObject Write(Foresight foresight) => new()
    {
        ["platform"] = foresight.Platform.Name(),
        ["broken"] = foresight.Broken,
        ["facts"] = new JsonArray([.. foresight.Facts.Select(fact => new JsonObject
        {
            ["name"] = fact.Name,
            ["value"] = fact.Value,
            ["place"] = fact.Place?.ToString(),
            ["evidence"] = Word(fact.Evidence),
        })]),
        ["files"] = foresight.Published.All.Length,
        ["bytes"] = foresight.Published.All.Sum(file => file.Bytes),
        ["redirects"] = new JsonArray([.. foresight.Redirects.Select(Write)]),
        ["headers"] = new JsonArray([.. foresight.Headers.Select(Write)]),
        ["findings"] = new JsonArray([.. foresight.Findings.Select(finding => FindingDocument.Write(finding.ToFinding()))]),
    };

    public static string Word(Evidence evidence) => evidence switch
    {
        Evidence.Computed => "computed",
        Evidence.Documented => "documented",
        Evidence.Measured => "measured",
        _ => "unknown",
    };

    private static JsonObject Write(RedirectRule rule) => new()
    {
        ["from"] = rule.From,
        ["query"] = new JsonObject(rule.Query.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["to"] = rule.To,
        ["status"] = rule.Status ?? RedirectRule.DefaultStatus,
        ["force"] = rule.Force,
        ["conditions"] = new JsonObject(rule.Conditions.Select(condition => KeyValuePair.Create(
            condition.Name, (JsonNode?)new JsonArray([.. condition.Values.Select(value => JsonValue.Create(value))])))),
        ["proxy"] = rule.IsProxy,
        ["odd"] = rule.Odd?.DeepClone(),
        ["place"] = rule.Place?.ToString(),
    };

    private static JsonObject Write(HeaderRule rule) => new()
    {
        ["for"] = rule.For,
        ["values"] = new JsonArray([.. rule.Values.Select(pair => new JsonObject { ["name"] = pair.Key, ["value"] = pair.Value })]),
        ["place"] = rule.Place?.ToString(),
    };
}
