namespace Chimera.Engine.Execution;

/// <summary>The name of one execution of a plan. Made of <c>[a-z0-9-]</c>, so that it can be a file name anywhere.</summary>
public readonly record struct RolloutId(string Value)
{
    private const string Prefix = "rollout/";

    /// <summary>What the record calls the stream of what it intended and did.</summary>
    public string Stream => $"{Prefix}{Value}";

    /// <param name="stream">The <see cref="Stream"/> of one.</param>
    /// <exception cref="FormatException">It is that of something else.</exception>
    public static RolloutId OfStream(string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.StartsWith(Prefix, StringComparison.Ordinal)
            ? new RolloutId(stream[Prefix.Length..])
            : throw new FormatException($"'{stream}' is the stream of no rollout");
    }

    public override string ToString() => Value;
}
