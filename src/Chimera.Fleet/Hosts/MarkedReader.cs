using System.Text;

namespace Chimera.Fleet.Hosts;

/// <summary>
/// Reads a stream up to the next mark: the nonce, some words, a newline. The nonce is 128 random bits that no process
/// but the loop holds, so nothing an operation writes can be taken for a mark. Memory is bounded by one buffer.
/// </summary>
internal sealed class MarkedReader(Stream stream, string nonce)
{
    private const int LongestMark = 64;
    private readonly byte[] _nonce = Encoding.ASCII.GetBytes(nonce);
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Gives what comes before the next mark to <paramref name="sink"/>; never throws for what the stream holds or does.</summary>
    public async Task<Mark> ReadAsync(IByteSink sink, CancellationToken cancel)
    {
        while (true)
        {
            if (Scan(sink) is { } mark)
                return mark;
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var read = await ReceiveAsync(cancel);
            if (read == 0)
                return sink.Take(Pending) ? new Mark.Gone() : new Mark.Overflow();
            _end += read;
        }
    }

    private ReadOnlySpan<byte> Pending => _buffer.AsSpan(_start, _end - _start);

    private Mark? Scan(IByteSink sink)
    {
        var at = Pending.IndexOf(_nonce);
        var before = at >= 0 ? at : Pending.Length - BegunNonce();
        if (!sink.Take(Pending[..before]))
            return new Mark.Overflow();
        _start += before;
        if (at < 0)
            return null;
        var length = Pending.IndexOf((byte)'\n');
        if (length < 0)
            return Pending.Length > _nonce.Length + LongestMark ? new Mark.Malformed() : null;
        var text = Encoding.ASCII.GetString(Pending[_nonce.Length..length]);
        _start += length + 1;
        return Mark.Parse(text);
    }

    // How many bytes at the end may be the beginning of a nonce; all others are handed on at once, so that lines are live.
    private int BegunNonce()
    {
        var length = Math.Min(Pending.Length, _nonce.Length - 1);
        while (length > 0 && !_nonce.AsSpan().StartsWith(Pending[^length..]))
            length--;
        return length;
    }

    private async ValueTask<int> ReceiveAsync(CancellationToken cancel)
    {
        try
        {
            return await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
