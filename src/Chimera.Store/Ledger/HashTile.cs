using Chimera.Engine.Record.Merkle;

namespace Chimera.Store.Ledger;

/// <summary>Up to 256 neighbouring hashes of the tree at height 8 · <paramref name="Level"/> (C2SP tlog-tiles).</summary>
internal sealed record HashTile(int Level, long Number, IReadOnlyList<MerkleHash> Hashes)
{
    /// <summary>The length of a full tile, in bytes.</summary>
    public const int FullLength = Bundle.Width * MerkleHash.Size;

    public byte[] ToBytes()
    {
        var bytes = new byte[Hashes.Count * MerkleHash.Size];
        for (var i = 0; i < Hashes.Count; i++)
        {
            Hashes[i].CopyTo(bytes.AsSpan(i * MerkleHash.Size));
        }

        return bytes;
    }

    /// <summary>The whole hashes among the bytes; a part of one at the end is passed over.</summary>
    public static MerkleHash[] Read(ReadOnlySpan<byte> bytes)
    {
        var hashes = new MerkleHash[bytes.Length / MerkleHash.Size];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = new MerkleHash(bytes[(i * MerkleHash.Size)..]);
        }

        return hashes;
    }
}
