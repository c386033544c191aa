namespace Chimera.Fleet.Tests.Nix.Daemon;

/// <summary>A daemon that takes anything, and says what it was told to say and then nothing more.</summary>
/// <param name="takes">How many bytes it takes before it takes no more.</param>
internal sealed class ScriptedDaemon(byte[] says, long takes = long.MaxValue) : Stream
{
    private readonly MemoryStream _says = new(says);
    private readonly MemoryStream _heard = new();

    public byte[] Heard => _heard.ToArray();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _says.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _heard.Length + buffer.Length > takes ? throw new IOException("broken pipe") : _heard.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
