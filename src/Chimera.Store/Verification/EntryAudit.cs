using Chimera.Engine.Record;
using Chimera.Store.Ledger;

namespace Chimera.Store.Verification;

/// <summary>Walks all entries in order: each against its hash, all against the signed roots, and what each says against its place.</summary>
internal sealed class EntryAudit(LedgerPaths paths, IReadOnlyList<SignedState> signed, List<Fault> faults)
{
    private readonly TreeAudit _tree = new(faults);
    private readonly Dictionary<string, long> _sequences = new(StringComparer.Ordinal);
    private int _next;
    private bool _isWhole = true;
    private (string File, long Offset)? _lost;

    /// <summary>What follows the last signed entry; null when nothing does.</summary>
    public UnsignedEnd? End { get; private set; }

    /// <summary>The digests that entries name, each with the first entry that names it.</summary>
    public Dictionary<string, long> Blobs { get; } = new(StringComparer.Ordinal);

    public void Run()
    {
        var size = signed.Count == 0 ? 0 : signed[^1].Checkpoint.Size;
        SettleAt(0);
        for (var number = 0L; number * Bundle.Width < size; number++)
        {
            Walk(number, (int)Math.Min(Bundle.Width, size - (number * Bundle.Width)), size);
        }

        FindEnd(size);
    }

    private void Walk(long number, int count, long size)
    {
        var (isFull, tail) = (count == Bundle.Width, (LedgerPaths.TailEntries(number), LedgerPaths.TailHashes(number)));
        var entryFile = paths.FindEntries(number) ?? (isFull ? LedgerPaths.Bundle(number) : tail.Item1);
        var hashFile = paths.FindHashes(number) ?? (isFull ? LedgerPaths.Tile(0, number) : tail.Item2);
        var bytes = paths.Read(entryFile);
        var bundle = Bundle.Read(bytes);
        var hashes = HashTile.Read(paths.Read(hashFile));
        if (isFull && entryFile == tail.Item1)
        {
            NoteLost(number, Bundle.Width);
        }

        for (var i = 0; i < count; i++)
        {
            var index = (number * Bundle.Width) + i;
            var entry = i < bundle.Entries.Length ? bundle.Entries[i] : null;
            var leaf = entry?.Leaf;
            var kept = i < hashes.Length && !(hashFile == tail.Item2 && TailHashes.IsLost(hashes[i])) ? hashes[i] : (Engine.Record.Merkle.MerkleHash?)null;
            _tree.Append(new EntryPlace(index, entryFile, entry?.Offset ?? bundle.End, leaf, hashFile, kept));
            if (entry is not null && (kept is null || kept == leaf))
            {
                Read(entry, index, entryFile);
            }
            else
            {
                _isWhole = false;
            }

            SettleAt(index + 1);
        }

        if (entryFile == LedgerPaths.Bundle(number) && bundle.Entries.Length == Bundle.Width && bundle.End < bytes.Length)
        {
            faults.Add(new Fault("ledger.bytes-added", "the bundle goes on after its last entry", entryFile, bundle.End, Math.Min(size, (number + 1) * Bundle.Width)));
        }
    }

    /// <summary>The hashes of the tail are not synced; those that a power cut took are told of, and nothing is held against them.</summary>
    private void NoteLost(long number, int entries)
    {
        if (_lost is null && TailHashes.FirstLost(paths.Read(LedgerPaths.TailHashes(number)), entries) is { } offset)
        {
            _lost = (LedgerPaths.TailHashes(number), offset);
        }
    }

    private void SettleAt(long size)
    {
        for (; _next < signed.Count && signed[_next].Checkpoint.Size <= size; _next++)
        {
            if (signed[_next].Checkpoint.Size == size)
            {
                _tree.Settle(signed[_next]);
            }
        }
    }

    private void Read(BundleEntry bytes, long index, string file)
    {
        if (LedgerEntry.Read(bytes.Bytes.Span) is not { } entry || entry.Index != index)
        {
            faults.Add(new Fault("ledger.entry-malformed", "what stands here is not an entry of this place", file, bytes.Offset, index));
            return;
        }

        // After an entry that cannot be believed nobody knows which sequence is due.
        var expected = _sequences.GetValueOrDefault(entry.Stream) + 1;
        if (_isWhole && entry.Sequence != expected)
        {
            faults.Add(new Fault("ledger.sequence-gap", $"the stream {entry.Stream} goes on with {entry.Sequence} where {expected} is due", file, bytes.Offset, index));
        }

        _sequences[entry.Stream] = entry.Sequence;
        foreach (var digest in BlobAudit.NamedBy(entry))
        {
            Blobs.TryAdd(digest, index);
        }
    }

    private void FindEnd(long size)
    {
        for (var number = size / Bundle.Width; paths.Has(LedgerPaths.TailEntries(number)); number++)
        {
            var bytes = paths.Read(LedgerPaths.TailEntries(number));
            var entries = Bundle.Read(bytes).Entries;
            var first = (int)Math.Max(0, size - (number * Bundle.Width));
            var whole = entries.Skip(first).TakeWhile((entry, i) => LedgerEntry.Read(entry.Bytes.Span)?.Index == (number * Bundle.Width) + first + i).Count();
            var from = first == 0 ? 0 : first <= entries.Length ? entries[first - 1].End : bytes.Length;
            NoteLost(number, first + whole);
            if (from < bytes.Length)
            {
                End = End is null
                    ? new UnsignedEnd(size, whole, LedgerPaths.TailEntries(number), from, bytes.Length - from)
                    : End with { Entries = End.Entries + whole, Bytes = End.Bytes + bytes.Length };
            }
        }

        if (End is null && _lost is var (file, offset))
        {
            End = new UnsignedEnd(size, 0, file, offset, paths.Read(file).Length - offset);
        }
    }
}
