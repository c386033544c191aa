using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Folders;

/// <summary>Every way leads to one host of this machine.</summary>
internal sealed class LocalChannels(IHostChannel host) : IHostChannels
{
    public IHostChannel To(HostAccess access) => host;

    public IHostChannel Fresh(HostAccess access) => host;

    public Task<Proof> ProveAsync(HostAccess access, CancellationToken cancel) => Task.FromResult<Proof>(new Proof.NotShown("there is no sshd"));

    public Task<Stream?> ConnectAsync(HostAccess access, string path, CancellationToken cancel) => Task.FromResult<Stream?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
