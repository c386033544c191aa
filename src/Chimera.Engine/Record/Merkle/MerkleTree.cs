using System.Collections.Immutable;
using System.Numerics;

namespace Chimera.Engine.Record.Merkle;

/// <summary>Roots and proofs over a stored tree: <c>MTH</c>, <c>PATH</c> and <c>SUBPROOF</c> of RFC 6962 §2.1.</summary>
public static class MerkleTree
{
    /// <summary>The tree head of the first <paramref name="size"/> leaves.</summary>
    public static MerkleHash Root(IMerkleNodes nodes, long size) => size == 0 ? MerkleHashing.Empty : Range(nodes, 0, size);

    /// <summary>Proves that the leaf at <paramref name="index"/> is in the tree of <paramref name="size"/> leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static InclusionProof Inclusion(IMerkleNodes nodes, long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = ImmutableArray.CreateBuilder<MerkleHash>();
        Path(nodes, index, 0, size, path);
        return new InclusionProof(index, size, path.ToImmutable());
    }

    /// <summary>Proves that the tree of <paramref name="oldSize"/> leaves is the beginning of the tree of <paramref name="size"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The old tree is larger than the new one.</exception>
    public static ConsistencyProof Consistency(IMerkleNodes nodes, long oldSize, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        var path = ImmutableArray.CreateBuilder<MerkleHash>();
        if (oldSize > 0)
        {
            Subproof(nodes, oldSize, 0, size, whole: true, path);
        }

        return new ConsistencyProof(oldSize, size, path.ToImmutable());
    }

    private static void Path(IMerkleNodes nodes, long index, long start, long end, ImmutableArray<MerkleHash>.Builder path)
    {
        if (end - start == 1)
        {
            return;
        }

        var middle = start + Split(end - start);
        if (index < middle)
        {
            Path(nodes, index, start, middle, path);
            path.Add(Range(nodes, middle, end));
        }
        else
        {
            Path(nodes, index, middle, end, path);
            path.Add(Range(nodes, start, middle));
        }
    }

    private static void Subproof(IMerkleNodes nodes, long oldEnd, long start, long end, bool whole, ImmutableArray<MerkleHash>.Builder path)
    {
        if (oldEnd == end)
        {
            if (!whole)
            {
                path.Add(Range(nodes, start, end));
            }

            return;
        }

        var middle = start + Split(end - start);
        if (oldEnd <= middle)
        {
            Subproof(nodes, oldEnd, start, middle, whole, path);
            path.Add(Range(nodes, middle, end));
        }
        else
        {
            Subproof(nodes, oldEnd, middle, end, whole: false, path);
            path.Add(Range(nodes, start, middle));
        }
    }

    private static MerkleHash Range(IMerkleNodes nodes, long start, long end)
    {
        var count = end - start;
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.Log2((ulong)count);
            return nodes.Subtree(level, start >> level);
        }

        var middle = start + Split(count);
        return MerkleHashing.Node(Range(nodes, start, middle), Range(nodes, middle, end));
    }

    /// <summary>The largest power of two smaller than <paramref name="count"/>, which is at least 2.</summary>
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
