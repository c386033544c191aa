using System.Collections.Immutable;

namespace Chimera.Engine.Planning;

/// <summary>What turns one generation into another, for a person to read and a digest to cover.</summary>
public sealed record Difference(ImmutableArray<Change> Changes)
{
    public static readonly Difference None = new([]);

    public long SizeDelta => Changes.Sum(change => change.SizeDelta);
}
