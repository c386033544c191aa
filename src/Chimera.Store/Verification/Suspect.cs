using Chimera.Engine.Record.Merkle;
using Chimera.Store.Ledger;

namespace Chimera.Store.Verification;

/// <summary>A place in the tree where the entry and the hash kept for it do not agree, until a signed root says which of them is right.</summary>
/// <param name="Hash">The hash kept for it; null when there is none.</param>
internal sealed record Suspect(long Index, string EntryFile, long EntryOffset, BundleEntry? Entry, string HashFile, MerkleHash? Hash)
{
    public Fault BlameEntry() => new(
        Entry is null ? "ledger.entry-missing" : "ledger.entry-changed",
        Entry is null ? "the entry is missing" : "the entry is not the one that was signed for",
        EntryFile, EntryOffset, Index);

    public Fault BlameHash() => new(
        "ledger.tile-changed", "the hash is not that of its entry", HashFile, Index % Bundle.Width * MerkleHash.Size, Index);
}
