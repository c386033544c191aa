using System.Buffers;
using System.Security.Cryptography;

namespace Chimera.Engine.Record.Merkle;

/// <summary>How leaves and nodes are hashed: RFC 6962 §2.1 with SHA-256. The prefixes keep a leaf from ever passing for a node.</summary>
public static class MerkleHashing
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;

    /// <summary>The root of the tree without leaves: the hash of nothing.</summary>
    public static readonly MerkleHash Empty = new(SHA256.HashData([]));

    public static MerkleHash Leaf(ReadOnlySpan<byte> entry)
    {
        var length = entry.Length + 1;
        var rented = length > 1024 ? ArrayPool<byte>.Shared.Rent(length) : null;
        var input = rented is null ? stackalloc byte[length] : rented.AsSpan(0, length);
        input[0] = LeafPrefix;
        entry.CopyTo(input[1..]);
        var hash = Hash(input);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }

    public static MerkleHash Node(MerkleHash left, MerkleHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * MerkleHash.Size)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + MerkleHash.Size)..]);
        return Hash(input);
    }

    private static MerkleHash Hash(ReadOnlySpan<byte> input)
    {
        Span<byte> output = stackalloc byte[MerkleHash.Size];
        SHA256.HashData(input, output);
        return new MerkleHash(output);
    }
}
