using System.Collections.Immutable;
using System.Numerics;

namespace Chimera.Engine.Record.Merkle;

/// <summary>The hashes that show that an older tree is the beginning of a newer one: nothing in it was changed, taken out or put in.</summary>
public sealed record ConsistencyProof(long OldSize, long Size, ImmutableArray<MerkleHash> Path)
{
    /// <summary>Whether this proves that the tree with <paramref name="oldRoot"/> is the beginning of the one with <paramref name="root"/>: RFC 9162 §2.1.4.2.</summary>
    public bool Proves(MerkleHash oldRoot, MerkleHash root)
    {
        if (OldSize < 0 || OldSize > Size)
        {
            return false;
        }

        if (OldSize == Size || OldSize == 0)
        {
            // Every tree continues itself and the empty tree; there is nothing to show.
            return Path.IsEmpty && oldRoot == (OldSize == 0 ? MerkleHashing.Empty : root) && (Size > 0 || root == MerkleHashing.Empty);
        }

        // The root of an older tree that is a complete subtree of the newer one is left out of the path.
        var path = BitOperations.IsPow2(OldSize) ? Path.Insert(0, oldRoot) : Path;
        return !path.IsEmpty && Climb(path, oldRoot, root);
    }

    private bool Climb(ImmutableArray<MerkleHash> path, MerkleHash oldRoot, MerkleHash root)
    {
        var (fn, sn) = (OldSize - 1, Size - 1);
        while ((fn & 1) == 1)
        {
            (fn, sn) = (fn >> 1, sn >> 1);
        }

        var (older, newer) = (path[0], path[0]);
        foreach (var hash in path.AsSpan()[1..])
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                (older, newer) = (MerkleHashing.Node(hash, older), MerkleHashing.Node(hash, newer));
                while ((fn & 1) == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                newer = MerkleHashing.Node(newer, hash);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && older == oldRoot && newer == root;
    }
}
