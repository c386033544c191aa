using Chimera.Engine.Validation;

namespace Chimera.Sites.Balancing;

/// <summary>What was found where weights are in force. A closed set.</summary>
internal abstract record PlaceLook
{
    private PlaceLook()
    {
    }

    /// <summary>The balancer that is declared.</summary>
    /// <param name="Shift">What lies over it; null for nothing.</param>
    public sealed record InForce(BalancerShift? Shift) : PlaceLook;

    /// <summary>Another balancer than the one declared, or none: it is not ours to shift.</summary>
    public sealed record Moved(string Why) : PlaceLook;

    /// <summary>Left alone for now.</summary>
    public sealed record Kept(string Why) : PlaceLook;

    public sealed record Unseen(Finding Why) : PlaceLook;
}
