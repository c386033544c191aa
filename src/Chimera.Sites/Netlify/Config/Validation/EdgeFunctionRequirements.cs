using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;
using static Chimera.Sites.Netlify.Config.NetlifyConfigFindings;
using static Chimera.Sites.Netlify.Config.Validation.Checks;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>What must hold of <c>[[edge_functions]]</c>.</summary>
internal static class EdgeFunctionRequirements
{
    private const string Entry = "edge_functions.*";
    private const string Hello = """{"edge_functions":[{"path":"/hello","function":"hello"}]}""";
    private const string Text = "must be a string.";
    private const string TextOrTexts = "must be a string or array of strings.";

    private static readonly ImmutableArray<string> Keys =
        ["path", "excludedPath", "pattern", "excludedPattern", "function", "cache", "method", "header", "name"];

    /// <summary>Frameworks may set more keys than a person.</summary>
    private static readonly ImmutableArray<string> AllKeys = [.. Keys, "generator"];

    private static readonly ImmutableArray<string> Caches = ["manual", "off"];
    private static readonly ImmutableArray<string> Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>Held against what a person writes, before anything is merged.</summary>
    public static readonly ImmutableArray<Requirement> Written =
    [
        Requirement.OfKeys(Entry, Keys, Keys, Hello) with { Holds = (value, _) => value is not JsonObject || HasOnlyKeys(value, Keys) },
    ];

    public static readonly ImmutableArray<Requirement> All =
    [
        Requirement.OfKeys(Entry, AllKeys, AllKeys, Hello),
        Requirement.Of(
            Entry, EdgeFunction, "either \"path\" or \"pattern\" is required.",
            value => Has(value, "path") || Has(value, "pattern"), Hello),
        Requirement.Of(
            Entry, EdgeFunction, "\"path\" and \"pattern\" are mutually exclusive.",
            value => !(Has(value, "path") && Has(value, "pattern")), Hello),
        Requirement.Of(
            Entry, EdgeFunction, "\"excludedPath\" and \"excludedPattern\" are mutually exclusive.",
            value => !(Has(value, "excludedPath") && Has(value, "excludedPattern")),
            """{"edge_functions":[{"path":"/hello/*","function":"hello","excludedPath":"/hello/no"}]}"""),
        Requirement.Of(Entry, EdgeFunction, "\"function\" property is required.", value => Has(value, "function"), Hello),
        Requirement.Of($"{Entry}.path", WrongType, Text, JsValue.IsString, Hello),
        Requirement.Of(
            $"{Entry}.excludedPath", WrongType, TextOrTexts, IsStringOrListOfStrings,
            """{"edge_functions":[{"path":"/products/*","excludedPath":["/products/*.jpg"],"function":"customise"}]}"""),
        Requirement.Of(
            $"{Entry}.pattern", WrongType, Text, JsValue.IsString, """{"edge_functions":[{"pattern":"/hello/(.*)","function":"hello"}]}"""),
        Requirement.Of(
            $"{Entry}.excludedPattern", WrongType, TextOrTexts, IsStringOrListOfStrings,
            """{"edge_functions":[{"path":"/products/(.*)","excludedPattern":["^/products/(.*)\\.jpg$"],"function":"customise"}]}"""),
        Requirement.Of($"{Entry}.function", WrongType, Text, JsValue.IsString, Hello),
        Requirement.Of(
            $"{Entry}.name", WrongType, Text, JsValue.IsString,
            """{"edge_functions":[{"path":"/hello","function":"hello","name":"Hello"}]}"""),
        Requirement.Of(
            $"{Entry}.generator", WrongType, Text, JsValue.IsString,
            """{"edge_functions":[{"path":"/hello","function":"hello","generator":"package-name@1.2.3"}]}"""),
        Requirement.Of(
            $"{Entry}.path", EdgeFunction, "must be a valid path.",
            value => JsValue.AsString(value)!.StartsWith('/'), Hello),
        Requirement.Of(
            $"{Entry}.cache", BadValue, $"must be one of: {string.Join(", ", Caches)}", value => IsOneOf(value, Caches),
            """{"edge_functions":[{"cache":"manual","path":"/hello","function":"hello"}]}"""),
        Requirement.Of(
            $"{Entry}.method", BadValue, $"must be one of or array of: {string.Join(", ", Methods)}",
            value => IsMethod(value) || (value is JsonArray { Count: > 0 } list && list.All(IsMethod)),
            """{"edge_functions":[{"method":["PUT","DELETE"],"path":"/hello","function":"hello"}]}"""),
        Requirement.Of(
            $"{Entry}.header", WrongType, "must be an object with string keys and boolean or string values.",
            value => value is JsonObject map && map.All(header => JsValue.IsString(header.Value) || JsValue.IsBoolean(header.Value)),
            """
            {"edge_functions":[{"path":"/hello","function":"hello","header":{
              "x-must-be-present":true,"x-must-not-be-present":false,"x-must-match-value":"^(value1|value2)$"}}]}
            """),
    ];

    private static bool Has(JsonNode? value, string key) => value is JsonObject map && map.ContainsKey(key);

    private static bool IsMethod(JsonNode? value) =>
        JsValue.AsString(value) is { } text && Methods.Contains(text.ToUpperInvariant(), StringComparer.Ordinal);
}
