using Chimera.Engine.Record.Merkle;

namespace Chimera.Store.Ledger;

/// <summary>The tiles that are not full yet, one on each level, and the tree's root: all that is needed in memory to go on appending.</summary>
internal sealed class RightEdge
{
    private readonly List<List<MerkleHash>> _levels = [[]];
    private readonly CompactRange _tree = new();
    private readonly List<HashTile> _full = [];

    public long Size => _tree.Size;

    public MerkleHash Root => _tree.Root;

    /// <summary>The partial tiles, lowest level first; none is empty.</summary>
    public IEnumerable<HashTile> Partial =>
        _levels.Select((hashes, level) => new HashTile(level, Size >> (8 * (level + 1)), hashes)).Where(tile => tile.Hashes.Count > 0);

    /// <summary>Reads the edge of a tree of full bundles from its tiles; null when one of them is missing or not full.</summary>
    public static RightEdge? Load(LedgerPaths paths, long bundles)
    {
        var edge = new RightEdge();
        var below = bundles;
        for (var level = 1; below > 0; level++, below /= Bundle.Width)
        {
            var hashes = new List<MerkleHash>();
            for (var number = below - (below % Bundle.Width); number < below; number++)
            {
                var tile = paths.Read(LedgerPaths.Tile(level - 1, number));
                if (tile.Length != HashTile.FullLength)
                {
                    return null;
                }

                hashes.Add(CompactRange.RootOf(HashTile.Read(tile)));
            }

            edge._levels.Add(hashes);
        }

        for (var level = edge._levels.Count - 1; level > 0; level--)
        {
            edge._levels[level].ForEach(hash => edge._tree.AppendSubtree(hash, 8 * level));
        }

        return edge;
    }

    public void Append(MerkleHash leaf)
    {
        _tree.Append(leaf);
        var hash = leaf;
        for (var level = 0; ; level++)
        {
            if (level == _levels.Count)
            {
                _levels.Add([]);
            }

            _levels[level].Add(hash);
            if (_levels[level].Count < Bundle.Width)
            {
                return;
            }

            var tile = new HashTile(level, (Size >> (8 * (level + 1))) - 1, _levels[level]);
            _full.Add(tile);
            _levels[level] = [];
            hash = CompactRange.RootOf(tile.Hashes);
        }
    }

    /// <summary>The tiles that have become full since the last time this was asked.</summary>
    public IReadOnlyList<HashTile> TakeFull()
    {
        HashTile[] full = [.. _full];
        _full.Clear();
        return full;
    }
}
