using Chimera.Engine.Execution;

namespace Chimera.Fleet.Transfer;

/// <summary>What became of a <see cref="Delivery"/>. A closed set.</summary>
internal abstract record Arrival
{
    private Arrival()
    {
    }

    /// <summary>Every path is valid on the host, and stays so while the rollout lasts.</summary>
    public sealed record Rooted : Arrival;

    /// <summary>Every path was valid on the host, but nothing holds it there: the host is to be prepared once more.</summary>
    public sealed record Loose : Arrival;

    public sealed record Failed(Reply Why) : Arrival;
}
