using Chimera.Engine.Record.Merkle;
using Chimera.Store.Files;

namespace Chimera.Store.Ledger;

/// <summary>
/// The hashes kept beside the tail against those of its entries. They are not synced, so a power cut may leave fewer of them, zeros in
/// their place, or some whose entries are gone; anything else was not left by a power cut.
/// </summary>
internal sealed class TailHashes(LedgerPaths paths, Tail tail)
{
    private readonly List<(string File, byte[] Kept, byte[] Due)> _bundles = [.. Read(paths, tail)];

    /// <summary>Each hash is that of its entry, or never reached the disk.</summary>
    public bool AreFaithful => _bundles.TrueForAll(bundle => FirstLost(bundle.Kept, bundle.Due) is not null);

    /// <summary>What does not belong there, from its first byte to the end of the file; none where hashes are only missing.</summary>
    public IEnumerable<Fragment> Fragments =>
        from bundle in _bundles
        let at = FirstLost(bundle.Kept, bundle.Due)!.Value
        where at < bundle.Kept.Length
        select new Fragment(bundle.File, at, bundle.Kept.AsMemory(at));

    /// <summary>Makes the files what they would be, after the fragments were moved aside.</summary>
    public void Rewrite()
    {
        foreach (var (file, kept, due) in _bundles)
        {
            if (!kept.AsSpan().SequenceEqual(due))
            {
                Durable.Write(paths.At(file), due, Durable.OwnerAndReaders);
            }
        }
    }

    /// <summary>A hash of zeros: a block that never reached the disk reads so, and no entry has it.</summary>
    public static bool IsLost(MerkleHash hash) => hash == default;

    /// <returns>The offset of the first byte that does not belong there; null when a hash is neither its entry's nor lost.</returns>
    private static int? FirstLost(byte[] kept, byte[] due)
    {
        int? first = null;
        for (var at = 0; at + MerkleHash.Size <= Math.Min(kept.Length, due.Length); at += MerkleHash.Size)
        {
            var hash = new MerkleHash(kept.AsSpan(at));
            if (IsLost(hash))
            {
                first ??= at;
            }
            else if (hash != new MerkleHash(due.AsSpan(at)))
            {
                return null;
            }
        }

        var whole = Math.Min(kept.Length, due.Length) / MerkleHash.Size * MerkleHash.Size;
        return first ?? whole;
    }

    private static IEnumerable<(string File, byte[] Kept, byte[] Due)> Read(LedgerPaths paths, Tail tail)
    {
        for (var number = tail.FirstBundle; paths.Has(LedgerPaths.TailEntries(number)); number++)
        {
            var count = (int)Math.Clamp(tail.Edge.Size - (number * Bundle.Width), 0, Bundle.Width);
            var leaves = Bundle.Read(paths.Read(LedgerPaths.TailEntries(number))).Entries.Take(count).Select(entry => entry.Leaf);
            yield return (LedgerPaths.TailHashes(number), paths.Read(LedgerPaths.TailHashes(number)), new HashTile(0, number, [.. leaves]).ToBytes());
        }
    }
}
