namespace Chimera.Engine.Record.Merkle;

/// <summary>Where the hashes of a stored tree are found.</summary>
public interface IMerkleNodes
{
    /// <summary>The root of the complete subtree over the leaves <c>[index * 2^level, (index + 1) * 2^level)</c>.</summary>
    MerkleHash Subtree(int level, long index);
}
