using Chimera.Engine.Execution;

namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>A request as it was met in a rollout.</summary>
/// <param name="State">What the rollout was at.</param>
/// <param name="Operation">Who was asked for what, without what differs from release to release.</param>
/// <param name="Nth">The how manieth of its kind in that state, from 0.</param>
/// <param name="Bytes">Of its body.</param>
/// <param name="IsRead">It asks, and changes nothing.</param>
/// <param name="IsRepeated">The same was asked before.</param>
internal sealed record Met(RolloutPhase State, string Operation, int Nth, int Bytes, bool IsRead, bool IsRepeated = false)
{
    /// <summary>The same place in another rollout.</summary>
    public (RolloutPhase State, string Operation, int Nth) Place => (State, Operation, Nth);
}
