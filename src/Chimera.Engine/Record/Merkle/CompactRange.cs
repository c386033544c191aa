using System.Numerics;

namespace Chimera.Engine.Record.Merkle;

/// <summary>
/// The whole state an append-only tree needs to grow: the roots of its complete subtrees, one for each bit set in its size,
/// largest first. An append costs O(1) hashes on average and O(log n) at most; so does a root.
/// </summary>
public sealed class CompactRange
{
    private readonly List<MerkleHash> _roots = [];

    public CompactRange()
    {
    }

    /// <summary>A range that grows on its own from where <paramref name="other"/> is now.</summary>
    public CompactRange(CompactRange other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _roots.AddRange(other._roots);
        Size = other.Size;
    }

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>The RFC 6962 tree head of all leaves so far.</summary>
    public MerkleHash Root
    {
        get
        {
            if (_roots.Count == 0)
            {
                return MerkleHashing.Empty;
            }

            var root = _roots[^1];
            for (var i = _roots.Count - 2; i >= 0; i--)
            {
                root = MerkleHashing.Node(_roots[i], root);
            }

            return root;
        }
    }

    public void Append(MerkleHash leaf) => AppendSubtree(leaf, 0);

    /// <summary>Appends a complete subtree of 2^<paramref name="level"/> leaves.</summary>
    /// <exception cref="InvalidOperationException">The tree's size is no multiple of the subtree's.</exception>
    public void AppendSubtree(MerkleHash root, int level)
    {
        if (level > 0 && BitOperations.TrailingZeroCount(Size) < level && Size != 0)
        {
            throw new InvalidOperationException($"a subtree of 2^{level} leaves has no place after {Size}");
        }

        // Every complete subtree of the same height to the left is now the left half of a larger one.
        for (var bits = Size >> level; (bits & 1) == 1; bits >>= 1)
        {
            root = MerkleHashing.Node(_roots[^1], root);
            _roots.RemoveAt(_roots.Count - 1);
        }

        _roots.Add(root);
        Size += 1L << level;
    }

    /// <summary>The root of a tree over these hashes, which may be leaves or the roots of equally large subtrees.</summary>
    public static MerkleHash RootOf(IEnumerable<MerkleHash> hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        var range = new CompactRange();
        foreach (var hash in hashes)
        {
            range.Append(hash);
        }

        return range.Root;
    }
}
