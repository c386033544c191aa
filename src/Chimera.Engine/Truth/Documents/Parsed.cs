namespace Chimera.Engine.Truth.Documents;

/// <summary>What came of reading one scalar. A closed set.</summary>
public abstract record Parsed<T>
{
    private Parsed()
    {
    }

    /// <summary>The text is a value.</summary>
    public sealed record Value(T It) : Parsed<T>;

    /// <summary>The text is no value.</summary>
    /// <param name="Remedy">What would be right, as an instruction.</param>
    /// <param name="Why">What exactly is wrong; null when it is plainly not <see cref="ScalarShape{T}.Noun"/>.</param>
    public sealed record Wrong(string Remedy, string? Why = null) : Parsed<T>;
}
