using Chimera.Store.Files;

namespace Chimera.Store.Ledger;

/// <summary>
/// Keeps the folder one that a C2SP tlog-tiles reader can be pointed at: the checkpoint is replaced only after the partial tiles
/// it needs are there, and those stay until the full tile is.
/// </summary>
internal static class Publisher
{
    public static void Publish(LedgerPaths paths, RightEdge edge, byte[] checkpoint)
    {
        foreach (var tile in edge.Partial)
        {
            var path = LedgerPaths.Tile(tile.Level, tile.Number);
            Durable.Write(paths.At(LedgerPaths.Partial(path, tile.Hashes.Count)), tile.ToBytes(), Durable.OwnerAndReaders);
        }

        var width = (int)(edge.Size % Bundle.Width);
        if (width > 0)
        {
            var bundle = edge.Size / Bundle.Width;
            var bytes = paths.Read(LedgerPaths.TailEntries(bundle));
            var end = Bundle.Read(bytes).Entries[width - 1].End;
            Durable.Write(paths.At(LedgerPaths.Partial(LedgerPaths.Bundle(bundle), width)), bytes.AsSpan(0, end), Durable.OwnerAndReaders);
        }

        Durable.Write(paths.At(LedgerPaths.Checkpoint), checkpoint, Durable.OwnerAndReaders);
    }

    /// <summary>The full tile is there; what were its beginnings are not needed any more.</summary>
    public static void DropPartials(LedgerPaths paths, string tile)
    {
        var folder = paths.At($"{tile}.p");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
