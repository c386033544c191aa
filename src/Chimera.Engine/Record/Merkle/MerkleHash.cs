using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Chimera.Engine.Record.Merkle;

/// <summary>A SHA-256 hash of a leaf or a node of a Merkle tree: 32 bytes, compared by value.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MerkleHash
{
    /// <summary>The length of every hash, in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <param name="bytes">At least <see cref="Size"/> bytes; the first of them are the hash.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public MerkleHash(ReadOnlySpan<byte> bytes)
    {
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _fourth);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    public string ToBase64() => Convert.ToBase64String(ToArray());

    /// <summary>Reads RFC 4648 §4 base64 in its one canonical form; null when it is anything else.</summary>
    public static MerkleHash? FromBase64(string text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == Size && new MerkleHash(bytes) is var hash && hash.ToBase64() == text
            ? hash
            : null;
    }

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
