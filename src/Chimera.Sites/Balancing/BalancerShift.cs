using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;

namespace Chimera.Sites.Balancing;

/// <summary>
/// Weights that health has put in force for a while, over the balancer that is declared. It stands where it is in force, so that whoever
/// watches next takes up from it.
/// </summary>
/// <param name="Of">The generation over which it is laid.</param>
/// <param name="Parts">Of each backend, with how many percent of its declared share it is trusted.</param>
/// <param name="Shares">What each gets.</param>
public sealed record BalancerShift(
    GenerationId Of, DateTimeOffset At, ImmutableSortedDictionary<string, int> Parts, ImmutableSortedDictionary<string, Share> Shares)
{
    /// <summary>Who laid it; null for nobody who said so.</summary>
    public ShiftHand? By { get; init; }

    private const string FirstLine = "# chimera-shift ";

    /// <summary>Null where what is in force is what is declared, and all are trusted.</summary>
    public static BalancerShift? From(GenerationId of, Balance balance, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(balance);
        return balance.Backends.All(backend => backend.Standing == Standing.Full) ? null : new BalancerShift(
            of, at,
            balance.Backends.ToImmutableSortedDictionary(backend => backend.Name, backend => backend.Part, StringComparer.Ordinal),
            balance.Backends.Zip(balance.InForce.Shares)
                .ToImmutableSortedDictionary(one => one.First.Name, one => one.Second, StringComparer.Ordinal));
    }

    /// <summary>The same in force, whenever it was put there.</summary>
    public bool SameAs(BalancerShift? other) =>
        other is not null && Of == other.Of && Parts.SequenceEqual(other.Parts) && Shares.SequenceEqual(other.Shares);

    /// <summary>Which backends get how much, for a person to read.</summary>
    public override string ToString() =>
        string.Join(", ", Shares.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value.Percent:0.0} %")));

    public JsonObject Write() => new()
    {
        ["of"] = Of.Value,
        ["at"] = At.UtcDateTime.ToString("O"),
        ["by"] = By?.Write(),
        ["parts"] = new JsonObject(Parts.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
        ["shares"] = new JsonObject(Shares.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value.Hundredths))),
    };

    /// <returns>Null for what is none: it comes from a host.</returns>
    public static BalancerShift? Read(string text)
    {
        try
        {
            return Read(JsonFacts.Parse(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <exception cref="FormatException">It is none.</exception>
    internal static BalancerShift Read(JsonObject document)
    {
        BalancerShift shift = new(
            new GenerationId(document.Text("of")),
            document.Time("at"),
            Numbers(document.Part("parts"), BackendState.Whole).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Numbers(document.Part("shares"), Share.All)
                .ToImmutableSortedDictionary(one => one.Key, one => new Share(one.Value), StringComparer.Ordinal))
        {
            By = document.PartOrNull("by") is { } by ? ShiftHand.Read(by) : null,
        };
        return shift.Parts.Keys.SequenceEqual(shift.Shares.Keys) ? shift : throw new FormatException("'parts' and 'shares' are of others");
    }

    /// <summary>As a text for the web server: what it is told, below a digest and what this is.</summary>
    public byte[] Lay(BalancerConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var rest = $"# {Write().ToJsonString()}\n{configuration.Text}";
        return Encoding.UTF8.GetBytes($"{FirstLine}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rest)))}\n{rest}");
    }

    private static IEnumerable<KeyValuePair<string, int>> Numbers(JsonObject map, int most) => map.Names().Select(name =>
        map.Whole(name) is var number && number >= 0 && number <= most
            ? KeyValuePair.Create(name, number)
            : throw new FormatException($"'{name}' is none of 0 to {most}"));
}
