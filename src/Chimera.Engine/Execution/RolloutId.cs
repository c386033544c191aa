namespace Chimera.Engine.Execution;

/// <summary>The name of one execution of a plan. Made of <c>[a-z0-9-]</c>, so that it can be a file name anywhere.</summary>
public readonly record struct RolloutId(string Value)
{
    /// <summary>What the record calls the stream of what it intended and did.</summary>
    public string Stream => $"rollout/{Value}";

    public override string ToString() => Value;
}
