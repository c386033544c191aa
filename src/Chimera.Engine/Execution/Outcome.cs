using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>How a rollout ended for one target. A closed set; each case says what the target is now.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>It is at the new generation, for good.</summary>
    public sealed record Committed : Outcome;

    /// <summary>It was at the new generation already; nothing was done.</summary>
    public sealed record Unchanged : Outcome;

    /// <summary>It was changed and is back at its old generation.</summary>
    public sealed record Reverted(Finding Why) : Outcome;

    /// <summary>It was not changed, because it or the engine said no.</summary>
    public sealed record Refused(Finding Why) : Outcome;

    /// <summary>It was not changed, because it could not be reached.</summary>
    public sealed record Unreachable(Finding Why) : Outcome;

    /// <summary>It was changed and has not been seen since; its supervisor reverts it by itself.</summary>
    public sealed record Lost(Finding Why) : Outcome;

    /// <summary>It was not changed, because the rollout stopped before its turn.</summary>
    public sealed record NotReached(Finding Why) : Outcome;

    /// <summary>The target is where the plan wants it.</summary>
    public bool Arrived => this is Committed or Unchanged;
}
