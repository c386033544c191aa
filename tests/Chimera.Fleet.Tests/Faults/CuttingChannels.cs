using Chimera.Fleet.Hosts;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>Real channels that let something happen in the middle of an import, and that end all at once with the controller.</summary>
internal sealed class CuttingChannels(IHostChannels inner, StreamCuts cuts, CancellationToken killed) : IHostChannels
{
    // Small enough for a moment within a short closure.
    private const int Piece = 8 * 1024;

    // How much goes to a daemon is not known beforehand, but every closure here is about as long.
    private const long Usual = 96 * 1024;

    public IHostChannel To(HostAccess host) => new Cutting(inner.To(host), host.Address, cuts, killed);

    public IHostChannel Fresh(HostAccess host) => new Cutting(inner.Fresh(host), host.Address, cuts, killed);

    public Task<Proof> ProveAsync(HostAccess host, CancellationToken cancel) => killed.IsCancellationRequested
        ? throw new InvalidOperationException("the controller is gone")
        : inner.ProveAsync(host, cancel);

    public async Task<Stream?> ConnectAsync(HostAccess host, string path, CancellationToken cancel)
    {
        if (killed.IsCancellationRequested)
            throw new InvalidOperationException("the controller is gone");
        return await inner.ConnectAsync(host, path, cancel) is { } stream ? new WatchedStream(stream, PassAsync) : null;

        async ValueTask<ReadOnlyMemory<byte>> PassAsync(long sent, ReadOnlyMemory<byte> piece)
        {
            await cuts.PassAsync(host.Address, sent, Usual);
            return piece;
        }
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Cutting(IHostChannel channel, string host, StreamCuts cuts, CancellationToken killed) : IHostChannel
    {
        public async Task<HostReply> CallAsync(HostCall call, CancellationToken cancel)
        {
            if (killed.IsCancellationRequested)
                throw new InvalidOperationException("the controller is gone");
            if (call is { Operation: "import", Input: { } input })
                call = call with { Input = new Counted(input, call.InputLength, host, cuts) };
            return await channel.CallAsync(call, cancel);
        }

        public ValueTask DisposeAsync() => channel.DisposeAsync();
    }

    private sealed class Counted(Stream inner, long length, string host, StreamCuts cuts) : Stream
    {
        private long _sent;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _sent; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await cuts.PassAsync(host, _sent, length);
            var read = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, Piece)], cancellationToken);
            _sent += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
