using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Sites.Balancing;

/// <summary>What the record is told of a balancer.</summary>
public static class BalanceEvents
{
    /// <summary>Weights moved from one backend to another.</summary>
    public static DomainEvent Shifted(string site, BalanceLook look)
    {
        ArgumentNullException.ThrowIfNull(look);
        return new DomainEvent($"sites/{site}", EventTypes.BalanceShifted, new JsonObject
        {
            ["site"] = site, ["at"] = look.At.UtcDateTime.ToString("O"), ["panic"] = look.Balance.InForce.Panic,
            ["from"] = Weights(look.Balance, look.Before), ["to"] = Weights(look.Balance, look.Balance.InForce),
        });
    }

    /// <summary>In hundredths of a percent: a record is of whole numbers.</summary>
    private static JsonObject Weights(Balance balance, WeightsInForce inForce) =>
        new(balance.Backends.Zip(inForce.Shares, (backend, share) => KeyValuePair.Create(backend.Name, (JsonNode?)share.Hundredths)));
}
