using System.Collections.Immutable;

namespace Chimera.Engine.Record.Merkle;

/// <summary>The hashes that lead from one leaf to the root of a tree.</summary>
/// <param name="Index">The leaf's place, from 0.</param>
/// <param name="Size">How many leaves the tree has.</param>
/// <param name="Path">From the leaf's sibling to the root's child.</param>
public sealed record InclusionProof(long Index, long Size, ImmutableArray<MerkleHash> Path)
{
    /// <summary>Whether this proves that the leaf is in the tree with that root: RFC 9162 §2.1.3.2.</summary>
    public bool Proves(MerkleHash leaf, MerkleHash root)
    {
        if (Index < 0 || Index >= Size)
        {
            return false;
        }

        var (fn, sn, hash) = (Index, Size - 1, leaf);
        foreach (var sibling in Path)
        {
            if (sn == 0)
            {
                return false;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                hash = MerkleHashing.Node(sibling, hash);
                while ((fn & 1) == 0 && fn != 0)
                {
                    (fn, sn) = (fn >> 1, sn >> 1);
                }
            }
            else
            {
                hash = MerkleHashing.Node(hash, sibling);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && hash == root;
    }
}
