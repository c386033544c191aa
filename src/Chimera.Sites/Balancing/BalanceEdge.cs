using System.Text.Json.Nodes;
using Chimera.Sites.Balancing.Dns;

namespace Chimera.Sites.Balancing;

/// <summary>Where a balancer's weights are put in force. A closed set.</summary>
public abstract record BalanceEdge
{
    private BalanceEdge()
    {
    }

    /// <param name="Name">As the truth calls it.</param>
    /// <param name="Access">What the host's own realm wrote of it.</param>
    public sealed record Host(string Name, JsonObject Access) : BalanceEdge;

    public sealed record Records(BalanceDns Dns) : BalanceEdge;
}
