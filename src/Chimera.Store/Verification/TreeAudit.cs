using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;
using Chimera.Store.Ledger;

namespace Chimera.Store.Verification;

/// <summary>
/// Grows the tree twice, from the entries and from the hashes kept beside them, and holds both against every signed root on the way.
/// Where the two differ, the root says which is right, and so which bytes were changed.
/// </summary>
internal sealed class TreeAudit(List<Fault> faults)
{
    private readonly List<EntryPlace> _suspects = [];
    private CompactRange _fromEntries = new();
    private CompactRange _fromHashes = new();
    private long _settled;
    private (string File, long Offset) _firstUnsettled;
    private bool _isLost;

    /// <param name="place">The entry's place and both its hashes.</param>
    public void Append(EntryPlace place)
    {
        if (_fromEntries.Size == _settled)
        {
            _firstUnsettled = (place.EntryFile, place.EntryOffset);
        }

        var (entry, kept) = (place.Leaf, place.Hash);
        if (entry is null || (kept is not null && kept != entry))
        {
            _suspects.Add(place);
        }

        _fromEntries.Append(entry ?? MerkleHashing.Empty);
        _fromHashes.Append(kept ?? entry ?? MerkleHashing.Empty);
    }

    /// <summary>The tree has the size of this checkpoint now.</summary>
    public void Settle(SignedState signed)
    {
        var root = signed.Checkpoint.Root;
        if (signed.IsKept)
        {
            CheckKept(signed.Checkpoint);
            return;
        }

        if (_isLost)
        {
            _suspects.ForEach(suspect => faults.Add(suspect.BlameEntry()));
        }
        else if (_fromEntries.Root == root)
        {
            _suspects.ForEach(suspect => faults.Add(suspect.BlameHash()));
            _fromHashes = new CompactRange(_fromEntries);
        }
        else if (_fromHashes.Root == root)
        {
            _suspects.ForEach(suspect => faults.Add(suspect.BlameEntry()));
            _fromEntries = new CompactRange(_fromHashes);
        }
        else
        {
            // Neither agrees: from here on no root can be reached, and only what differs can be told.
            _isLost = true;
            Lose(signed);
        }

        _suspects.Clear();
        _settled = signed.Checkpoint.Size;
    }

    /// <summary>A ledger can be whole and still another one than it was, when who has its key wrote it anew.</summary>
    private void CheckKept(Checkpoint kept)
    {
        if (!_isLost && _fromEntries.Root != kept.Root && _fromHashes.Root != kept.Root)
        {
            faults.Add(new Fault(
                "ledger.forked", $"the first {kept.Size} entries are not those that the kept checkpoint signs for", LedgerPaths.Checkpoints));
        }
    }

    private void Lose(SignedState signed)
    {
        if (_suspects.Count > 0)
        {
            _suspects.ForEach(suspect => faults.Add(suspect.BlameEntry()));
            return;
        }

        faults.Add(new Fault(
            "ledger.entries-rewritten",
            $"the {signed.Checkpoint.Size - _settled} entries from {_settled} on are not those of the checkpoint of {signed.Checkpoint.Size}",
            _firstUnsettled.File, _firstUnsettled.Offset, _settled));
    }
}
