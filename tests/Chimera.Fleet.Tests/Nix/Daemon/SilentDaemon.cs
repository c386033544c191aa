namespace Chimera.Fleet.Tests.Nix.Daemon;

/// <summary>A daemon that lets one in, says what it was told to say, and then neither says more nor ends.</summary>
/// <param name="reads">Whether it takes what it is sent.</param>
/// <param name="silent">Called when it is waited for in vain.</param>
internal sealed class SilentDaemon(byte[] says, bool reads, Action silent) : Stream
{
    private readonly MemoryStream _says = new(says);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_says.Position < _says.Length)
            return await _says.ReadAsync(buffer, cancellationToken);
        silent();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        reads ? ValueTask.CompletedTask : new ValueTask(Task.Delay(Timeout.Infinite, cancellationToken));

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
