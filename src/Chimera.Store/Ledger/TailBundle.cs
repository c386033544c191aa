using Chimera.Engine.Record.Merkle;
using Chimera.Store.Files;

namespace Chimera.Store.Ledger;

/// <summary>The bundle that is being filled, as two files that only grow: its entries, and their hashes as an aid to whoever looks for a fault.</summary>
internal sealed class TailBundle : IDisposable
{
    private readonly IAppendFile _entries;
    private readonly IAppendFile _hashes;
    private readonly List<byte> _newEntries = [];
    private readonly List<byte> _newHashes = [];

    /// <param name="count">How many entries it has.</param>
    public TailBundle(LedgerPaths paths, long number, int count, Func<string, IAppendFile> open)
    {
        Number = number;
        Count = count;
        _entries = open(paths.At(LedgerPaths.TailEntries(number)));
        _hashes = open(paths.At(LedgerPaths.TailHashes(number)));
    }

    public long Number { get; }

    public int Count { get; private set; }

    public bool IsFull => Count == Bundle.Width;

    public void Add(byte[] entry, MerkleHash leaf)
    {
        _newEntries.AddRange(Bundle.Frame(entry));
        _newHashes.AddRange(leaf.ToArray());
        Count++;
    }

    /// <summary>Writes what was added. The hashes are not synced: they follow from the entries.</summary>
    public void Flush()
    {
        if (_newEntries.Count > 0)
        {
            _hashes.Append(_newHashes.ToArray());
            _entries.Append(_newEntries.ToArray());
            _entries.Flush();
            _newEntries.Clear();
            _newHashes.Clear();
        }
    }

    public void Dispose()
    {
        _entries.Dispose();
        _hashes.Dispose();
    }
}
