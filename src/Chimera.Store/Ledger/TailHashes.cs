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
    public bool AreFaithful => _bundles.TrueForAll(bundle =>
        !HashTile.Read(bundle.Kept).Zip(HashTile.Read(bundle.Due)).Any(pair => pair.First != pair.Second && !IsLost(pair.First)));

    /// <summary>What does not belong there, from its first byte to the end of the file; none where hashes are only missing.</summary>
    public IEnumerable<Fragment> Fragments =>
        from bundle in _bundles
        let at = FirstLost(bundle.Kept, bundle.Due.Length / MerkleHash.Size)
        where at is not null
        select new Fragment(bundle.File, at.Value, bundle.Kept.AsMemory(at.Value));

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

    /// <param name="kept">The file's bytes.</param>
    /// <param name="entries">How many entries there are.</param>
    /// <returns>The offset of the first hash that is lost, torn or of no entry; null when there is none.</returns>
    public static int? FirstLost(ReadOnlySpan<byte> kept, int entries)
    {
        var whole = Math.Min(kept.Length / MerkleHash.Size, entries);
        for (var i = 0; i < whole; i++)
        {
            if (IsLost(new MerkleHash(kept[(i * MerkleHash.Size)..])))
            {
                return i * MerkleHash.Size;
            }
        }

        return kept.Length > whole * MerkleHash.Size ? whole * MerkleHash.Size : null;
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
