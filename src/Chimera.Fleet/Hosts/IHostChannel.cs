namespace Chimera.Fleet.Hosts;

/// <summary>A connection to one host over which operations run one after another. Opened by its first call; never throws for what the host or the network does.</summary>
public interface IHostChannel : IAsyncDisposable
{
    Task<HostReply> CallAsync(HostCall call, CancellationToken cancel);
}
