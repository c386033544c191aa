using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Chimera.Store.Ledger;

/// <summary>Up to 256 entries, each after two bytes of length, big endian (C2SP tlog-tiles).</summary>
/// <param name="Entries">Those that are complete.</param>
/// <param name="End">The offset of the first byte that belongs to no complete entry.</param>
internal sealed record Bundle(ImmutableArray<BundleEntry> Entries, int End)
{
    /// <summary>How many entries a full bundle has, and how many hashes a full tile.</summary>
    public const int Width = 256;

    /// <summary>The bytes of length before every entry.</summary>
    public const int Prefix = 2;

    public static Bundle Read(ReadOnlyMemory<byte> bytes)
    {
        var entries = ImmutableArray.CreateBuilder<BundleEntry>();
        var at = 0;
        while (entries.Count < Width && bytes.Length - at >= Prefix)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[at..]);
            if (bytes.Length - at - Prefix < length)
            {
                break;
            }

            entries.Add(new BundleEntry(at, bytes.Slice(at + Prefix, length)));
            at += Prefix + length;
        }

        return new Bundle(entries.ToImmutable(), at);
    }

    /// <summary>An entry as it stands in a bundle.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> entry)
    {
        var framed = new byte[Prefix + entry.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, checked((ushort)entry.Length));
        entry.CopyTo(framed.AsSpan(Prefix));
        return framed;
    }
}
