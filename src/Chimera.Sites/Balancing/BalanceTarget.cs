using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Sites.Balancing.Dns;
using Chimera.Sites.Declaration;

namespace Chimera.Sites.Balancing;

/// <summary>All that is needed to know of a balancer in one place where it is in force: a target.</summary>
public sealed record BalanceTarget(BalanceSpec Balance, BalanceEdge Edge)
{
    private const string Key = "balance";

    /// <summary>Whether a target of the sites is one.</summary>
    public static bool Is(JsonObject spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.ContainsKey(Key);
    }

    public JsonObject Write()
    {
        JsonObject balance = new()
        {
            ["site"] = Balance.Site,
            ["backends"] = new JsonArray([.. Balance.Backends.Select(backend => (JsonNode)new JsonObject
            {
                ["name"] = backend.Name,
                ["weight"] = backend.Weight,
                ["address"] = backend.Address?.AbsoluteUri,
                ["at"] = backend.At is { } at ? ConnectionDocument.Write(at) : null,
            })]),
            ["on"] = new JsonArray([.. Balance.On.Select(name => (JsonNode)JsonValue.Create(name))]),
            ["floor"] = Balance.Rules.Floor,
            ["step"] = Balance.Rules.Step,
            ["panic_below"] = Balance.Rules.PanicBelow,
            ["unhealthy_after"] = Balance.Rules.UnhealthyAfter,
            ["healthy_after"] = Balance.Rules.HealthyAfter,
            ["every"] = Balance.Rules.Every.ToString("c", CultureInfo.InvariantCulture),
            ["path"] = Balance.Path,
        };
        HostPlaceDocument.Write(Balance.Place, balance);
        return new JsonObject
        {
            [Key] = balance,
            ["edge"] = Edge switch
            {
                BalanceEdge.Host host => new JsonObject { ["host"] = host.Name, ["access"] = host.Access.DeepClone() },
                BalanceEdge.Records records => new JsonObject { ["dns"] = records.Dns.Write() },
                _ => throw new InvalidOperationException("no such edge"),
            },
        };
    }

    /// <exception cref="FormatException">The document is none.</exception>
    public static BalanceTarget Read(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        try
        {
            var balance = document[Key]!;
            var spec = new BalanceSpec(
                balance["site"]!.GetValue<string>(),
                [.. balance["backends"]!.AsArray().Select(backend => Backend(backend!))],
                [.. balance["on"]!.AsArray().Select(name => name!.GetValue<string>())],
                HostPlaceDocument.Read(balance),
                new BalanceRules(
                    Number("floor"), Number("step"), Number("panic_below"), Number("unhealthy_after"), Number("healthy_after"),
                    TimeSpan.ParseExact(balance["every"]!.GetValue<string>(), "c", CultureInfo.InvariantCulture)),
                balance["path"]!.GetValue<string>());
            var edge = document["edge"]!;
            if (edge["dns"] is JsonObject records)
            {
                return new BalanceTarget(spec, new BalanceEdge.Records(BalanceDns.Read(records)));
            }

            return new BalanceTarget(spec, new BalanceEdge.Host(edge["host"]!.GetValue<string>(), edge["access"]!.DeepClone().AsObject()));

            int Number(string key) => balance[key]!.GetValue<int>();
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or UriFormatException)
        {
            throw new FormatException($"this is no balancer: {e.Message}", e);
        }
    }

    private static BalanceBackend Backend(JsonNode backend) => new(
        backend["name"]!.GetValue<string>(),
        backend["weight"]!.GetValue<int>(),
        backend["address"] is { } address ? new Uri(address.GetValue<string>()) : null,
        backend["at"] is JsonObject at ? (Connection.Host)ConnectionDocument.Read(at) : null);
}
