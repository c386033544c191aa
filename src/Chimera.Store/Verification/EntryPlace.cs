using Chimera.Engine.Record.Merkle;
using Chimera.Store.Ledger;

namespace Chimera.Store.Verification;

/// <summary>A place in the tree, with the entry and the hash kept for it. When they do not agree, a signed root says which of them is right.</summary>
/// <param name="Leaf">The hash of the entry; null when it is missing.</param>
/// <param name="Hash">The hash kept for it; null when there is none.</param>
internal sealed record EntryPlace(long Index, string EntryFile, long EntryOffset, MerkleHash? Leaf, string HashFile, MerkleHash? Hash)
{
    public Fault BlameEntry() => new(
        Leaf is null ? "ledger.entry-missing" : "ledger.entry-changed",
        Leaf is null ? "the entry is missing" : "the entry is not the one that was signed for",
        EntryFile, EntryOffset, Index);

    public Fault BlameHash() => new(
        "ledger.tile-changed", "the hash is not that of its entry", HashFile, Index % Bundle.Width * MerkleHash.Size, Index);
}
