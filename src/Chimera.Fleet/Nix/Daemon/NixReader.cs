using System.Buffers.Binary;
using System.Text;

namespace Chimera.Fleet.Nix.Daemon;

/// <summary>
/// Reads what Nix serialises, on its sockets and in its archives: numbers of 64 bits, least octet first, and texts with their length before them, padded
/// to a multiple of 8. What is neither is an <see cref="InvalidDataException"/>, what ends too early an <see cref="EndOfStreamException"/>.
/// </summary>
internal sealed class NixReader(Stream stream)
{
    private const int Word = 8;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _at;
    private int _end;

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    public async ValueTask<ulong> NumberAsync(CancellationToken cancel)
    {
        while (_end - _at < Word)
            await FillAsync(cancel);
        var number = BinaryPrimitives.ReadUInt64LittleEndian(_buffer.AsSpan(_at));
        Advance(Word);
        return number;
    }

    /// <summary>A number of which nothing is made but a count or a length.</summary>
    public async ValueTask<int> CountAsync(int most, CancellationToken cancel) =>
        await NumberAsync(cancel) is var number && number <= (ulong)most ? (int)number : throw new InvalidDataException($"{number} is too many");

    public async ValueTask<string> TextAsync(int longest, CancellationToken cancel)
    {
        var length = await CountAsync(longest, cancel);
        var text = new byte[length];
        for (var done = 0; done < length;)
        {
            if (_at == _end)
                await FillAsync(cancel);
            var count = Math.Min(length - done, _end - _at);
            _buffer.AsSpan(_at, count).CopyTo(text.AsSpan(done));
            Advance(count);
            done += count;
        }

        await SkipPaddingAsync(length, cancel);
        return Encoding.UTF8.GetString(text);
    }

    public async ValueTask SkipTextAsync(CancellationToken cancel)
    {
        var length = (long)Math.Min(await NumberAsync(cancel), long.MaxValue - Word);
        for (var left = length; left > 0;)
        {
            if (_at == _end && stream.CanSeek && left > _buffer.Length)
            {
                Position += left;
                if (left > stream.Length - stream.Position)
                    throw new EndOfStreamException();
                stream.Position += left;
                break;
            }

            if (_at == _end)
                await FillAsync(cancel);
            var count = (int)Math.Min(left, _end - _at);
            Advance(count);
            left -= count;
        }

        await SkipPaddingAsync(length, cancel);
    }

    private async ValueTask SkipPaddingAsync(long length, CancellationToken cancel)
    {
        for (var left = (Word - (length % Word)) % Word; left > 0; left--)
        {
            if (_at == _end)
                await FillAsync(cancel);
            if (_buffer[_at] != 0)
                throw new InvalidDataException("a text is not padded with zeros");
            Advance(1);
        }
    }

    private void Advance(int count)
    {
        _at += count;
        Position += count;
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
        (_at, _end) = (0, _end - _at);
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        _end += read == 0 ? throw new EndOfStreamException() : read;
    }
}
