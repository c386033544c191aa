using Chimera.Engine.Record.Merkle;

namespace Chimera.Store.Ledger;

/// <summary>One entry and where it is in its bundle.</summary>
/// <param name="Offset">The byte at which its two bytes of length begin.</param>
internal sealed record BundleEntry(int Offset, ReadOnlyMemory<byte> Bytes)
{
    public int End => Offset + Bundle.Prefix + Bytes.Length;

    public MerkleHash Leaf => MerkleHashing.Leaf(Bytes.Span);
}
