using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Chimera.Engine.Truth.Documents;

/// <summary>
/// One declaration of what a part of a document may be. It reads a node into a value and reports every error at once,
/// and it says the same as data (<see cref="Schema"/>), from which the JSON schema and the reference page are written.
/// </summary>
public abstract class Shape<T> : IDescribed
{
    public abstract Schema Schema { get; }

    /// <summary>Reads the node. Every error goes to <paramref name="reading"/>.</summary>
    /// <returns>Whether there is a value to look at. Only maps of the person's own keys are read in part: what is broken is left out of them.</returns>
    public abstract bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value);

    /// <summary>The value as it would be written; null when it cannot be shown in one place.</summary>
    public virtual JsonNode? Show(T value) => null;

    /// <summary>The same text, read into something else.</summary>
    public Shape<TOther> As<TOther>(Func<T, TOther> convert) => new ConvertedShape<T, TOther>(this, convert);

    /// <summary>The same value, with its place.</summary>
    public Shape<Placed<T>> WithPlace() => new PlacedShape<T>(this);
}
