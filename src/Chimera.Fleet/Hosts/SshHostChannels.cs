using System.Collections.Concurrent;

namespace Chimera.Fleet.Hosts;

/// <summary>Channels over OpenSSH: one <c>ssh</c> process per host, opened once and kept (<c>docs/host-protocol.md</c>).</summary>
public sealed class SshHostChannels : IHostChannels
{
    private readonly ConcurrentDictionary<HostAccess, SshHostChannel> _kept = new();
    private readonly SshConnector _connector;

    public SshHostChannels(ChannelSettings settings, TimeProvider time)
        : this(HostProgram.Build(), settings, time)
    {
    }

    internal SshHostChannels(HostProgram program, ChannelSettings settings, TimeProvider time) =>
        _connector = new SshConnector(program, settings, time);

    /// <summary>How many connections were started so far, those that failed included.</summary>
    public int Handshakes => _connector.Handshakes;

    public IHostChannel To(HostAccess host) => Kept(host);

    public IHostChannel Fresh(HostAccess host) => new SshHostChannel(host, _connector);

    public Task<Proof> ProveAsync(HostAccess host, CancellationToken cancel) => Kept(host).ProveAsync(cancel);

    public Task<Stream?> ConnectAsync(HostAccess host, string path, CancellationToken cancel) => Kept(host).ConnectAsync(path, cancel);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_kept.Values.Select(channel => channel.DisposeAsync().AsTask()));
        _connector.Dispose();
    }

    private SshHostChannel Kept(HostAccess host) => _kept.GetOrAdd(host, static (key, connector) => new SshHostChannel(key, connector), _connector);
}
