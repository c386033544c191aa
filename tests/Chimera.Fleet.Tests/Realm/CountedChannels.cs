using System.Collections.Concurrent;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>Real channels that note every call and what it carried.</summary>
internal sealed class CountedChannels(IHostChannels inner) : IHostChannels
{
    private readonly ConcurrentQueue<(string Operation, long Bytes)> _calls = new();

    private (long Bytes, Func<Task> Act)? _due;

    public IReadOnlyList<(string Operation, long Bytes)> Calls => [.. _calls];

    /// <summary>Changes what is sent to a host's daemon on its way.</summary>
    public bool Garble { get; set; }

    public IReadOnlyList<string> Operations => [.. _calls.Select(call => call.Operation)];

    public IHostChannel To(HostAccess host) => new Counted(inner.To(host), _calls);

    public IHostChannel Fresh(HostAccess host) => new Counted(inner.Fresh(host), _calls);

    public Task<Proof> ProveAsync(HostAccess host, CancellationToken cancel) => inner.ProveAsync(host, cancel);

    public async Task<Stream?> ConnectAsync(HostAccess host, string path, CancellationToken cancel)
    {
        _calls.Enqueue(("daemon", 0));
        return await inner.ConnectAsync(host, path, cancel) is { } stream ? new WatchedStream(stream, PassAsync) : null;
    }

    /// <summary>Once, when so many bytes have been sent to a daemon.</summary>
    public void WhenSent(long bytes, Func<Task> act) => _due = (bytes, act);

    private async ValueTask<ReadOnlyMemory<byte>> PassAsync(long sent, ReadOnlyMemory<byte> piece)
    {
        if (_due is { } due && sent >= due.Bytes)
        {
            _due = null;
            await due.Act();
        }

        if (!Garble || piece.Span.IndexOf("0123456789abcdef0123456789abcdef0123"u8) is not (>= 0 and var at))
            return piece;
        var copy = piece.ToArray();
        copy[at]++;
        return copy;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Counted(IHostChannel channel, ConcurrentQueue<(string, long)> calls) : IHostChannel
    {
        public Task<HostReply> CallAsync(HostCall call, CancellationToken cancel)
        {
            calls.Enqueue((call.Operation, call.InputLength));
            return channel.CallAsync(call, cancel);
        }

        public ValueTask DisposeAsync() => channel.DisposeAsync();
    }
}
