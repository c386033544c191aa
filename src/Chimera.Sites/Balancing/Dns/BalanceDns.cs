using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Sites.Declaration;

namespace Chimera.Sites.Balancing.Dns;

/// <summary>A balancer's weights as records of DNS, at a provider, as it is declared.</summary>
/// <param name="Answers">What stands for each backend, by its name: an address, or a name.</param>
/// <param name="Api">Null for the provider's own.</param>
public sealed record BalanceDns(DnsName Name, TimeSpan Ttl, ImmutableSortedDictionary<string, string> Answers, Uri? Api, TokenSource Token)
{
    /// <summary>Whoever gets nothing is no answer.</summary>
    internal WeightedRecords Records(IEnumerable<KeyValuePair<string, Share>> shares) => new(
        Name, Ttl, [.. shares.Where(one => one.Value.Hundredths > 0).Select(one => new WeightedAnswer(Answers[one.Key], one.Value.Hundredths))]);

    internal WeightedRecords Records(Balance balance) =>
        Records(balance.Backends.Zip(balance.InForce.Shares, (backend, share) => KeyValuePair.Create(backend.Name, share)));

    /// <summary>What identifies records, in whatever order they stand.</summary>
    internal static GenerationId GenerationOf(WeightedRecords records) =>
        new($"sha256:{Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(Document(records))))}");

    internal static JsonObject Document(WeightedRecords records) => new()
    {
        ["zone"] = records.Name.Zone,
        ["domain"] = records.Name.Domain,
        ["type"] = records.Name.Type,
        ["ttl"] = (int)records.Ttl.TotalSeconds,
        ["answers"] = new JsonArray([.. records.Answers.OrderBy(answer => answer.Value, StringComparer.Ordinal).ThenBy(answer => answer.Weight)
            .Select(answer => (JsonNode)new JsonArray(answer.Value, answer.Weight))]),
    };

    /// <exception cref="FormatException">They are none.</exception>
    internal static WeightedRecords ReadRecords(JsonObject document) => new(
        ReadName(document),
        TimeSpan.FromSeconds(document.Whole("ttl")),
        [.. document.Lists("answers").Select(answer => new WeightedAnswer(answer.Text(0), answer.Whole(1)))]);

    internal JsonObject Write() => new()
    {
        ["zone"] = Name.Zone,
        ["domain"] = Name.Domain,
        ["type"] = Name.Type,
        ["ttl"] = Ttl.ToString("c", CultureInfo.InvariantCulture),
        ["answers"] = new JsonObject(Answers.Select(answer => KeyValuePair.Create(answer.Key, (JsonNode?)answer.Value))),
        ["api"] = Api?.AbsoluteUri,
        ["token"] = Token.Write(),
    };

    /// <exception cref="FormatException">They are none.</exception>
    internal static BalanceDns Read(JsonObject document)
    {
        var answers = document.Part("answers");
        return new BalanceDns(
            ReadName(document),
            document.Span("ttl"),
            answers.Names().ToImmutableSortedDictionary(name => name, answers.Text, StringComparer.Ordinal),
            document.AddressOrNull("api"),
            TokenSource.Read(document.Part("token")));
    }

    private static DnsName ReadName(JsonObject document) =>
        new(document.Text("zone"), document.Text("domain"), document.Text("type"));
}
