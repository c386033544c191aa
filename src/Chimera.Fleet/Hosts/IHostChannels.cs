namespace Chimera.Fleet.Hosts;

/// <summary>Hands out the one channel per host, kept for as long as the rollout runs.</summary>
public interface IHostChannels : IAsyncDisposable
{
    /// <summary>The kept channel of this host. After a break, the next call opens a new one.</summary>
    IHostChannel To(HostAccess host);

    /// <summary>A fresh connection, to prove that one can still log in; the caller disposes it.</summary>
    IHostChannel Fresh(HostAccess host);

    /// <summary>Shows without a login that one can still get in: by a new TCP connection to where the kept one leads, and a new session on the kept one.</summary>
    Task<Proof> ProveAsync(HostAccess host, CancellationToken cancel);

    /// <summary>A stream to a unix socket of the host over the kept connection, as the one who logged in.</summary>
    /// <returns>Null where none comes about. Where nobody listens or sshd forbids it, the stream ends before anything comes.</returns>
    Task<Stream?> ConnectAsync(HostAccess host, string path, CancellationToken cancel);
}
