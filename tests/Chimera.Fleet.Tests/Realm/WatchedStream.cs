namespace Chimera.Fleet.Tests.Realm;

/// <summary>A stream of which each piece that is written can be looked at, held up or changed.</summary>
/// <param name="pass">Gets how much was written before, and the piece; gives back what is written instead.</param>
internal sealed class WatchedStream(Stream inner, Func<long, ReadOnlyMemory<byte>, ValueTask<ReadOnlyMemory<byte>>> pass) : Stream
{
    // Small enough for a moment within a short closure.
    private const int Piece = 8 * 1024;

    private long _sent;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var piece = buffer[..Math.Min(buffer.Length, Piece)];
            await inner.WriteAsync(await pass(_sent, piece), cancellationToken);
            _sent += piece.Length;
            buffer = buffer[piece.Length..];
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
