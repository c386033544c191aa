using System.Buffers;
using System.Text;

namespace Chimera.Fleet.Hosts;

/// <summary>Keeps bytes up to a limit.</summary>
internal sealed class BoundedBytes(int limit) : IByteSink
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public bool Take(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.WrittenCount + bytes.Length > limit)
            return false;
        _bytes.Write(bytes);
        return true;
    }

    public override string ToString() => Encoding.UTF8.GetString(_bytes.WrittenSpan);
}
