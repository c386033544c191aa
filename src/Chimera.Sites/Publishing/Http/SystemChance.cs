using System.Buffers.Binary;
using System.Security.Cryptography;
using Chimera.Engine;

namespace Chimera.Sites.Publishing.Http;

/// <summary>The system's own randomness.</summary>
public sealed class SystemChance : IChance
{
    public ulong Next()
    {
        Span<byte> bits = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bits);
        return BinaryPrimitives.ReadUInt64LittleEndian(bits);
    }
}
