using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Balancing.Dns;

/// <summary>Records as NS1 writes them: each answer with <c>meta.weight</c>, and a chain of filters that shuffles by it and gives one.</summary>
internal static class Ns1Record
{
    private const string Shuffle = "weighted_shuffle";
    private const string Select = "select_first_n";

    // What one of our changes would overwrite, and nothing that changes by itself.
    private static readonly string[] Covered = ["answers", "filters", "ttl", "meta", "regions"];

    public static JsonObject Write(WeightedRecords records) => new()
    {
        ["zone"] = records.Name.Zone,
        ["domain"] = records.Name.Domain,
        ["type"] = records.Name.Type,
        ["ttl"] = (int)records.Ttl.TotalSeconds,
        ["answers"] = new JsonArray([.. records.Answers.Where(answer => answer.Weight > 0).Select(answer => (JsonNode)new JsonObject
        {
            ["answer"] = new JsonArray(answer.Value), ["meta"] = new JsonObject { ["weight"] = answer.Weight },
        })]),
        ["filters"] = new JsonArray(Filter(Shuffle), Filter(Select, ("N", 1))),
    };

    /// <returns>Null for what holds more than answers with weights: that is somebody else's.</returns>
    public static WeightedRecords? Read(DnsName name, JsonNode? body)
    {
        if (body is not JsonObject record || record["answers"] is not JsonArray list || Number(record["ttl"]) is not { } ttl
            || !IsOurs(record["filters"] as JsonArray))
        {
            return null;
        }

        var answers = list.Select(answer => ApiJson.Texts(answer, "answer") is [var value] && Weight(answer!["meta"]) is { } weight
            ? new WeightedAnswer(value, weight)
            : null).ToList();
        return answers.Contains(null) ? null : new WeightedRecords(name, TimeSpan.FromSeconds(ttl), [.. answers.OfType<WeightedAnswer>()]);
    }

    public static string VersionOf(JsonNode? body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        new JsonArray([.. Covered.Select(key => (body as JsonObject)?[key]?.DeepClone())]).ToJsonString())));

    // A single record without a chain may become a weighted one; a chain with anything else in it is kept.
    private static bool IsOurs(JsonArray? filters) => filters is null or [] || (filters.Count == 2
        && ApiJson.Text(filters[0], "filter") == Shuffle && ApiJson.Text(filters[1], "filter") == Select
        && Number((filters[1] as JsonObject)?["config"] is JsonObject config ? config["N"] : null) == 1);

    // No weight is none; one that comes from a feed is an object, and no number.
    private static int? Weight(JsonNode? meta) => meta switch
    {
        null => 0,
        JsonObject map when !map.ContainsKey("weight") => 0,
        JsonObject map => Number(map["weight"]),
        _ => null,
    };

    private static int? Number(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<double>(out var number) && number is >= 0 and <= int.MaxValue && Math.Floor(number) == number
        ? (int)number
        : null;

    private static JsonObject Filter(string name, params (string Key, int Value)[] config) => new()
    {
        ["filter"] = name, ["config"] = new JsonObject(config.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
    };
}
