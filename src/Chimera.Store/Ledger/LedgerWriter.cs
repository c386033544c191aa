using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;
using Chimera.Store.Files;
using Chimera.Store.Keys;

namespace Chimera.Store.Ledger;

/// <summary>
/// Appends to a ledger that was opened. One commit, however many events it has, costs two syncs: the entries', then the checkpoint's.
/// After an exception it must not be used again: what is on disk is then only known after opening anew.
/// </summary>
internal sealed class LedgerWriter : IDisposable
{
    private readonly LedgerPaths _paths;
    private readonly RightEdge _edge;
    private readonly Func<string, IAppendFile> _open;
    private readonly IAppendFile _checkpoints;
    private readonly BlobFolder _blobs;
    private readonly List<TailBundle> _tail = [];
    private byte[]? _unpublished;

    /// <param name="edge">The tree as it is on disk, with the tiles that are full but not written.</param>
    /// <param name="firstTail">The first bundle that is not a tile yet.</param>
    public LedgerWriter(LedgerPaths paths, RightEdge edge, long firstTail, Func<string, IAppendFile> open)
    {
        (_paths, _edge, _open) = (paths, edge, open);
        _blobs = new BlobFolder(paths);
        _checkpoints = open(paths.At(LedgerPaths.Checkpoints));
        for (var number = firstTail; number <= edge.Size / Bundle.Width; number++)
        {
            _tail.Add(new TailBundle(paths, number, (int)Math.Min(Bundle.Width, edge.Size - (number * Bundle.Width)), open));
        }
    }

    public required EcdsaSigner Signer { private get; init; }

    public required string Actor { private get; init; }

    public required TimeProvider Time { private get; init; }

    /// <summary>The last sequence used in a stream; 0 for one that is new.</summary>
    public required Func<string, long> LastSequence { private get; init; }

    public long Size => _edge.Size;

    /// <summary>When it returns, the events survive a crash of the machine and are signed for.</summary>
    public IReadOnlyList<Written> Commit(IReadOnlyList<Draft> drafts)
    {
        var sequences = new Dictionary<string, long>(StringComparer.Ordinal);
        var written = new List<Written>(drafts.Count);
        foreach (var draft in drafts)
        {
            var sequence = sequences.TryGetValue(draft.Stream, out var last) ? last + 1 : LastSequence(draft.Stream) + 1;
            sequences[draft.Stream] = sequence;
            var happened = new RecordedEvent(_edge.Size, draft.Stream, sequence, Time.GetUtcNow(), Actor, draft.Type, draft.Data);
            written.Add(new Written(happened, draft.Canonical, Add(Entry(happened, draft.Canonical))));
        }

        _tail.ForEach(bundle => bundle.Flush());
        Sign();
        Seal();
        return written;
    }

    /// <summary>Signs for entries that are on disk and synced.</summary>
    public void Sign()
    {
        var record = CheckpointLog.Record(new Checkpoint(Signer.Verifier.Name, _edge.Size, _edge.Root), Signer);
        _checkpoints.Append(record);
        _checkpoints.Flush();
        _unpublished = record[..^1];
    }

    /// <summary>Makes tiles of the bundles that are full. May be cut at any point and done again.</summary>
    public void Seal()
    {
        foreach (var tile in _edge.TakeFull())
        {
            var path = LedgerPaths.Tile(tile.Level, tile.Number);
            Durable.Write(_paths.At(path), tile.ToBytes(), Durable.OwnerAndReaders);
            Publisher.DropPartials(_paths, path);
        }

        foreach (var bundle in _tail.Where(bundle => bundle.IsFull).ToList())
        {
            bundle.Dispose();
            _tail.Remove(bundle);
            Durable.Delete(_paths.At(LedgerPaths.TailHashes(bundle.Number)));
            Durable.Move(_paths.At(LedgerPaths.TailEntries(bundle.Number)), _paths.At(LedgerPaths.Bundle(bundle.Number)));
            Publisher.DropPartials(_paths, LedgerPaths.Bundle(bundle.Number));
        }
    }

    /// <summary>Publishes the newest checkpoint, with the partial tiles that a C2SP tlog-tiles reader needs for it.</summary>
    public void Publish()
    {
        if (_unpublished is not null)
        {
            Publisher.Publish(_paths, _edge, _unpublished);
            _unpublished = null;
        }
    }

    /// <summary>The newest checkpoint, read from disk, is not the published one.</summary>
    public void PublishLater(ReadOnlyMemory<byte> note) => _unpublished = note.ToArray();

    public void Dispose()
    {
        _tail.ForEach(bundle => bundle.Dispose());
        _checkpoints.Dispose();
    }

    private byte[] Entry(RecordedEvent happened, byte[] canonical)
    {
        var entry = LedgerEntry.Write(happened, canonical);
        return entry.Length <= LedgerEntry.MostBytes ? entry : LedgerEntry.Write(happened, _blobs.Save(canonical));
    }

    private MerkleHash Add(byte[] entry)
    {
        if (_tail.Count == 0 || _tail[^1].IsFull)
        {
            _tail.Add(new TailBundle(_paths, _edge.Size / Bundle.Width, 0, _open));
        }

        var leaf = MerkleHashing.Leaf(entry);
        _tail[^1].Add(entry, leaf);
        _edge.Append(leaf);
        return leaf;
    }
}
