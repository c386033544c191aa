using Chimera.Engine.Record;
using Chimera.Engine.Record.Signing;
using Chimera.Store.Files;

namespace Chimera.Store.Ledger;

/// <summary>
/// The file of all signed checkpoints: one signed note after another, each followed by an empty line.
/// A record ends at the empty line after a signature line, so that one damaged record does not hide the next.
/// </summary>
internal static class CheckpointLog
{
    /// <summary>Room for the last record and its neighbours: a record has some 250 bytes.</summary>
    private const int Window = 16 * 1024;

    public static byte[] Record(Checkpoint checkpoint, ISigner signer) => [.. checkpoint.Sign(signer), (byte)'\n'];

    /// <summary>All records, and the offset after the last complete one.</summary>
    public static (List<CheckpointRecord> Records, long End) Split(ReadOnlyMemory<byte> bytes, long offset = 0)
    {
        var records = new List<CheckpointRecord>();
        var (start, search) = (0, 0);
        while (bytes.Span[search..].IndexOf("\n\n"u8) is >= 0 and var found)
        {
            var gap = search + found;
            search = gap + 1;
            var line = bytes.Span[start..gap].LastIndexOf((byte)'\n') + 1;
            if (bytes.Span[(start + line)..gap].StartsWith("— "u8))
            {
                records.Add(new CheckpointRecord(offset + start, bytes[start..(gap + 1)]));
                (start, search) = (gap + 2, gap + 2);
            }
        }

        // What was not synced may come back as zeros, the end of the record with it; a note holds none.
        while (records.Count > 0 && records[^1].Note.Span.Contains((byte)0))
        {
            start = (int)(records[^1].Offset - offset);
            records.RemoveAt(records.Count - 1);
        }

        return (records, offset + start);
    }

    /// <summary>The last complete record and the offset after it, read from the end of the file only.</summary>
    public static (CheckpointRecord? Last, long End, long Length) ReadLast(string path)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        var from = Math.Max(0, length - Window);
        var bytes = new byte[length - from];
        var read = RandomAccess.Read(file, bytes, from);
        var (records, end) = Split(bytes.AsMemory(0, read), from);

        // The first record of a window that does not begin the file may be only the end of one.
        return records.Count > (from > 0 ? 1 : 0) ? (records[^1], end, length) : (null, 0, length);
    }

    /// <summary>Begins a ledger: the signed statement that it has no entry yet.</summary>
    public static void Begin(LedgerPaths paths, ISigner signer)
    {
        var empty = new Checkpoint(signer.Verifier.Name, 0, Engine.Record.Merkle.MerkleHashing.Empty);
        var record = Record(empty, signer);
        Durable.Write(paths.At(LedgerPaths.Checkpoints), record, Durable.OwnerAndReaders);
        Durable.Write(paths.At(LedgerPaths.Checkpoint), record.AsSpan()[..^1], Durable.OwnerAndReaders);
    }
}
