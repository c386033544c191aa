using Chimera.Engine.Record.Merkle;
using Chimera.Store.Ledger;

namespace Chimera.Store.Proofs;

/// <summary>The tree's hashes from its tiles, and at the right edge from the entries themselves.</summary>
internal sealed class TileNodes(LedgerPaths paths) : IMerkleNodes
{
    private readonly Dictionary<(int, long), MerkleHash[]> _tiles = [];

    /// <exception cref="InvalidDataException">A tile or an entry that is needed is not there.</exception>
    public MerkleHash Subtree(int level, long index)
    {
        if (level % 8 == 0)
        {
            var tile = Tile(level / 8, index / Bundle.Width);
            if (index % Bundle.Width < tile.Length)
            {
                return tile[index % Bundle.Width];
            }
        }

        return level > 0 ? MerkleHashing.Node(Subtree(level - 1, 2 * index), Subtree(level - 1, (2 * index) + 1))
            : throw new InvalidDataException($"entry {index} is missing");
    }

    /// <summary>The hashes of a full tile; those of the tail's entries; nothing for a partial tile of a higher level, which is derived.</summary>
    private MerkleHash[] Tile(int level, long number)
    {
        if (_tiles.TryGetValue((level, number), out var known))
        {
            return known;
        }

        var bytes = paths.Read(LedgerPaths.Tile(level, number));
        return _tiles[(level, number)] = bytes.Length == HashTile.FullLength ? HashTile.Read(bytes)
            : level == 0 ? [.. Bundle.Read(paths.Read(paths.FindEntries(number))).Entries.Select(entry => entry.Leaf)]
            : [];
    }
}
