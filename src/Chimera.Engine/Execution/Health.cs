using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>The result of one pass over a target's health checks. A closed set.</summary>
public abstract record Health
{
    private Health()
    {
    }

    /// <summary>Every check passed.</summary>
    public sealed record Healthy : Health;

    /// <summary>Not yet: a check failed and may pass later; only the deadline makes it final.</summary>
    /// <param name="Answered">False where nobody could be asked: of a target that is not seen again that says nothing of its generation.</param>
    public sealed record Unhealthy(Finding Why, bool Answered = true) : Health;

    /// <summary>For good: it is the new generation that was asked, and waiting would not change what it said.</summary>
    public sealed record Wrong(Finding Why) : Health;

    /// <summary>The target is already back at its old generation: its supervisor or somebody else reverted it.</summary>
    public sealed record Gone(Finding Why) : Health;
}
