using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
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
            var balance = document.Part(Key);
            var spec = new BalanceSpec(
                balance.Text("site"),
                [.. balance.Parts("backends").Select(Backend)],
                balance.Texts("on"),
                HostPlaceDocument.Read(balance),
                new BalanceRules(
                    balance.Whole("floor"), balance.Whole("step"), balance.Whole("panic_below"),
                    balance.Whole("unhealthy_after"), balance.Whole("healthy_after"),
                    balance.Span("every")),
                balance.Text("path"));
            var edge = document.Part("edge");
            return new BalanceTarget(spec, edge.PartOrNull("dns") is { } records
                ? new BalanceEdge.Records(BalanceDns.Read(records))
                : new BalanceEdge.Host(edge.Text("host"), edge.Part("access").DeepClone().AsObject()));
        }
        catch (FormatException e)
        {
            throw new FormatException($"this is no balancer: {e.Message}", e);
        }
    }

    private static BalanceBackend Backend(JsonObject backend) => new(
        backend.Text("name"),
        backend.Whole("weight"),
        backend.AddressOrNull("address"),
        backend.PartOrNull("at") is { } at
            ? ConnectionDocument.Read(at) as Connection.Host ?? throw new FormatException("'at' is no host")
            : null);
}
