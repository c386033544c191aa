namespace Chimera.Engine.Validation.Simulation;

/// <summary>What became of one call over the network. A closed set.</summary>
internal abstract record Carried<T>
{
    private Carried()
    {
    }

    internal sealed record Answered(T Value) : Carried<T>;

    /// <summary>There was no connection: the target has heard nothing.</summary>
    internal sealed record NoConnection(Finding Why) : Carried<T>;

    /// <summary>The connection broke: the target may have heard it, and may still be at it.</summary>
    internal sealed record Broken(Finding Why) : Carried<T>;
}
