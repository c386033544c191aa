using System.Buffers.Binary;

namespace Chimera.Fleet.Nix.Daemon;

/// <summary>Bytes in pieces with their length before them, until one of none: so what reads them knows the end of what it could not read.</summary>
internal sealed class Frames(Stream stream)
{
    private const int Head = 8;

    private readonly byte[] _frame = new byte[64 * 1024];
    private int _filled = Head;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, _frame.Length - _filled);
            bytes[..count].CopyTo(_frame.AsMemory(_filled));
            _filled += count;
            bytes = bytes[count..];
            if (_filled == _frame.Length)
                await SendAsync(cancel);
        }
    }

    public async ValueTask EndAsync(CancellationToken cancel)
    {
        if (_filled > Head)
            await SendAsync(cancel);
        await SendAsync(cancel);
    }

    private async ValueTask SendAsync(CancellationToken cancel)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_frame, _filled - Head);
        await stream.WriteAsync(_frame.AsMemory(0, _filled), cancel);
        _filled = Head;
    }
}
