using Chimera.Engine.Record.Merkle;
using Chimera.Store.Ledger;

namespace Chimera.Store.Verification;

/// <summary>
/// Checks what can be derived: the tiles above the leaves, and the partial tiles and bundles. A file is judged only by files
/// in which nothing was found yet, so that one changed byte is reported once, where it is.
/// </summary>
internal sealed class TileAudit(LedgerPaths paths, long size, List<Fault> faults)
{
    private readonly HashSet<string> _faulty = [.. faults.Select(fault => fault.File)];
    private readonly HashSet<string> _expected = [LedgerPaths.Checkpoint, LedgerPaths.Checkpoints, LedgerPaths.Recovering];

    public void Run()
    {
        CheckLevels();
        ExpectEntries();
        foreach (var file in paths.Files(""))
        {
            Check(file);
        }
    }

    /// <summary>Level by level, each tile against the ones below it.</summary>
    private void CheckLevels()
    {
        var full = size / Bundle.Width;
        for (var level = 0; full > 0; level++, full /= Bundle.Width)
        {
            for (var number = 0L; number < full; number++)
            {
                var tile = LedgerPaths.Tile(level, number);
                _expected.Add(tile);
                CheckTile(level, number, tile);
            }
        }
    }

    private void CheckTile(int level, long number, string tile)
    {
        // A full bundle that is still in the tail has its tile written when it leaves it.
        if (!paths.Has(tile) && paths.Has(LedgerPaths.TailEntries(((number + 1) << (8 * level)) - 1)))
        {
            return;
        }

        var bytes = paths.Read(tile);
        if (bytes.Length != HashTile.FullLength && _faulty.Add(tile))
        {
            faults.Add(new Fault("ledger.tile-changed", $"the tile has {bytes.Length} bytes where {HashTile.FullLength} are due", tile, Math.Min(bytes.Length, HashTile.FullLength), (number * Bundle.Width) << (8 * level)));
        }
        else if (level > 0 && Derive(level, number, Bundle.Width) is { } derived)
        {
            Compare(tile, bytes, derived, (number * Bundle.Width) << (8 * level));
        }
    }

    /// <summary>Every full bundle is in its tile or still in the tail; what is not full, or not signed, is in the tail.</summary>
    private void ExpectEntries()
    {
        for (var number = 0L; number <= size / Bundle.Width || paths.Has(LedgerPaths.TailEntries(number)); number++)
        {
            if (number == size / Bundle.Width || (paths.Has(LedgerPaths.TailEntries(number)) && !paths.Has(LedgerPaths.Bundle(number))))
            {
                _expected.UnionWith([LedgerPaths.TailEntries(number), LedgerPaths.TailHashes(number)]);
            }
            else
            {
                _expected.Add(LedgerPaths.Bundle(number));
            }
        }
    }

    private void Check(string file)
    {
        if (_expected.Contains(file) || file.EndsWith(LedgerPaths.DraftSuffix, StringComparison.Ordinal)
            || (file.StartsWith("blob/", StringComparison.Ordinal) && BlobFolder.IsDigest($"sha256:{file[5..]}")))
        {
            return;
        }

        if (PartialTile.Read(file) is not { } partial || partial.End > size)
        {
            faults.Add(new Fault("ledger.foreign-file", "the file is no part of this ledger", file));
        }
        else if (partial.Level is null ? Entries(partial) is { } expected : (expected = Derive(partial.Level.Value, partial.Number, partial.Width)) is not null)
        {
            Compare(file, paths.Read(file), expected, partial.First);
        }
    }

    /// <summary>The beginning of a bundle; null when the bundle itself is at fault.</summary>
    private byte[]? Entries(PartialTile partial)
    {
        var source = paths.FindEntries(partial.Number);
        var bytes = source is null || _faulty.Contains(source) ? [] : paths.Read(source);
        return Bundle.Read(bytes).Entries is { } entries && entries.Length >= partial.Width ? bytes[..entries[partial.Width - 1].End] : null;
    }

    /// <summary>The beginning of a tile, made from what is below it; null when something there is at fault.</summary>
    private byte[]? Derive(int level, long number, int width)
    {
        if (level == 0)
        {
            var entries = Entries(new PartialTile(null, number, width));
            return entries is null ? null : new HashTile(0, number, [.. Bundle.Read(entries).Entries.Select(entry => entry.Leaf)]).ToBytes();
        }

        var hashes = new List<MerkleHash>(width);
        for (var below = number * Bundle.Width; hashes.Count < width; below++)
        {
            var tile = LedgerPaths.Tile(level - 1, below);
            var bytes = _faulty.Contains(tile) ? [] : paths.Has(tile) ? paths.Read(tile) : Derive(level - 1, below, Bundle.Width) ?? [];
            if (bytes.Length != HashTile.FullLength)
            {
                return null;
            }

            hashes.Add(CompactRange.RootOf(HashTile.Read(bytes)));
        }

        return new HashTile(level, number, hashes).ToBytes();
    }

    private void Compare(string file, byte[] bytes, byte[] derived, long first)
    {
        if (!bytes.AsSpan().SequenceEqual(derived) && _faulty.Add(file))
        {
            faults.Add(new Fault("ledger.tile-changed", "the tile is not what follows from the entries", file, bytes.AsSpan().CommonPrefixLength(derived), first));
        }
    }
}
