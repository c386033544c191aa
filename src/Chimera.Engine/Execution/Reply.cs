using Chimera.Engine.Discovery;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>What a realm says after one verb on one target. A closed set.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>It was done, or had been done before.</summary>
    /// <param name="Seen">What the target was seen to be when it was done, where the reply brought that along.</param>
    public sealed record Done(Sighting.Seen? Seen = null) : Reply;

    /// <summary>It could not be done or kept, and the target is back at its old generation.</summary>
    public sealed record Reverted(Finding Why) : Reply
    {
        /// <summary>Somebody took it back, so it says nothing of the new generation.</summary>
        public bool Withdrawn { get; init; }
    }

    /// <summary>The target said no before anything was changed.</summary>
    public sealed record Refused(Finding Why) : Reply
    {
        /// <summary>Asked again, it would say the same, however long one waits.</summary>
        public bool ForGood { get; init; }
    }

    /// <summary>The target could not be reached, and nothing was changed by this verb.</summary>
    public sealed record Unreachable(Finding Why) : Reply;

    /// <summary>Contact broke while it was being done: only another look can tell what happened.</summary>
    public sealed record Lost(Finding Why) : Reply;
}
