using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>A channel that gives one answer to everything.</summary>
internal sealed class ScriptedHost(HostReply reply) : IHostChannel
{
    public Task<HostReply> CallAsync(HostCall call, CancellationToken cancel) => Task.FromResult(reply);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
