using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Certification;

/// <summary>The configuration of a site as its platform obeys it: one document for one meaning.</summary>
internal static class RulesDocument
{
    public static JsonObject Write(Foresight foresight) => new()
    {
        ["platform"] = foresight.Platform.Name(),
        ["facts"] = new JsonArray([.. foresight.Facts.Select(fact => new JsonArray(fact.Name, fact.Value))]),
        ["redirects"] = new JsonArray([.. foresight.Redirects.Select(Write)]),
        ["headers"] = new JsonArray([.. foresight.Headers.Select(rule => new JsonObject { ["for"] = rule.For, ["values"] = Pairs(rule.Values) })]),
    };

    private static JsonObject Write(RedirectRule rule) => new()
    {
        ["from"] = rule.From,
        ["to"] = rule.To,
        ["status"] = rule.Status?.ToString(CultureInfo.InvariantCulture),
        ["force"] = rule.Force,
        ["query"] = new JsonArray([.. rule.Query.Select(pair => new JsonArray(pair.Key, pair.Value))]),
        ["conditions"] = new JsonArray([.. rule.Conditions.Select(condition =>
            new JsonArray(condition.Name, new JsonArray([.. condition.Values.Select(value => JsonValue.Create(value))])))]),
        ["headers"] = Pairs(rule.Headers),
        ["signed"] = rule.Signed,
        // As text: it may hold numbers that have no one form.
        ["odd"] = rule.Odd?.ToJsonString(),
    };

    private static JsonArray Pairs(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new([.. pairs.Select(pair => new JsonArray(pair.Key, pair.Value))]);
}
