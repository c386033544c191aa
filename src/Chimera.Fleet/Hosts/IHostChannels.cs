namespace Chimera.Fleet.Hosts;

/// <summary>Hands out the one channel per host, kept for as long as the rollout runs.</summary>
public interface IHostChannels : IAsyncDisposable
{
    /// <summary>The kept channel of this host. After a break, the next call opens a new one.</summary>
    IHostChannel To(HostAccess host);

    /// <summary>A fresh connection, to prove that one can still log in; the caller disposes it.</summary>
    IHostChannel Fresh(HostAccess host);
}
