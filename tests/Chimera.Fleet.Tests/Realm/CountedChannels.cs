using System.Collections.Concurrent;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>Real channels that note every call and what it carried.</summary>
internal sealed class CountedChannels(IHostChannels inner) : IHostChannels
{
    private readonly ConcurrentQueue<(string Operation, long Bytes)> _calls = new();

    public IReadOnlyList<(string Operation, long Bytes)> Calls => [.. _calls];

    public IReadOnlyList<string> Operations => [.. _calls.Select(call => call.Operation)];

    public IHostChannel To(HostAccess host) => new Counted(inner.To(host), _calls);

    public IHostChannel Fresh(HostAccess host) => new Counted(inner.Fresh(host), _calls);

    public Task<Proof> ProveAsync(HostAccess host, CancellationToken cancel) => inner.ProveAsync(host, cancel);

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
