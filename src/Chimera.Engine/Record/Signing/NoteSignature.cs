using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Chimera.Engine.Record.Signing;

/// <summary>One signature line of a note: <c>— name base64(key id, signature)</c>.</summary>
/// <param name="KeyId">The first four bytes, big endian.</param>
public sealed record NoteSignature(string Name, uint KeyId, ImmutableArray<byte> Signature)
{
    private const string Dash = "— ";

    /// <summary>The line without its newline.</summary>
    public override string ToString()
    {
        var bytes = new byte[4 + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.AsSpan().CopyTo(bytes.AsSpan(4));
        return $"{Dash}{Name} {Convert.ToBase64String(bytes)}";
    }

    internal static NoteSignature? Read(string line)
    {
        var parts = line.Split(' ');
        if (parts is not ["—", { Length: > 0 } name, var base64] || name.Contains('+', StringComparison.Ordinal) || name.Any(char.IsWhiteSpace))
        {
            return null;
        }

        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length > 4
            && new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), [.. bytes.AsSpan(4, length - 4)]) is var read && read.ToString() == line
            ? read
            : null;
    }
}
