using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Chimera.Fleet.Hosts;

/// <summary>Writes and reads what SSH messages consist of (RFC 4251 §5).</summary>
internal sealed class SshMessage
{
    private readonly ArrayBufferWriter<byte> _bytes = new(64);

    /// <summary>The message with its length before it, as both the protocol of control sockets and SSH have it.</summary>
    public ReadOnlyMemory<byte> Framed
    {
        get
        {
            var framed = new byte[4 + _bytes.WrittenCount];
            BinaryPrimitives.WriteInt32BigEndian(framed, _bytes.WrittenCount);
            _bytes.WrittenSpan.CopyTo(framed.AsSpan(4));
            return framed;
        }
    }

    public static uint NumberAt(ReadOnlySpan<byte> message, int index) =>
        message.Length >= index + 4 ? BinaryPrimitives.ReadUInt32BigEndian(message[index..]) : throw new InvalidDataException("a message is too short");

    public SshMessage Octet(byte value)
    {
        _bytes.Write([value]);
        return this;
    }

    public SshMessage Number(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
        return this;
    }

    public SshMessage Text(string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        Number((uint)text.Length)._bytes.Write(text);
        return this;
    }
}
