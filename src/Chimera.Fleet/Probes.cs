using System.Collections.Concurrent;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet;

/// <summary>
/// The connections that health is asked over. Each trial gets one of its own, opened after the new generation went live: that it
/// could be opened is the proof that one can still log in.
/// </summary>
internal sealed class Probes(IHostChannels channels, ControllerChecks checks) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(RolloutId Rollout, TargetId Target), IHostChannel> _open = new();

    public async Task<Health> VerifyAsync(Order order, HostSpec spec, CancellationToken cancel)
    {
        var channel = _open.GetOrAdd(KeyOf(order), _ => channels.Fresh(spec.Access));
        var address = spec.Checks.Any(ControllerChecks.Makes) ? await SshHostName.OfAsync(spec.Access, cancel) : spec.Access.Address;
        var health = await new HostProbe(channel, spec.Profile, address, checks, ActivationLimits.Default)
            .VerifyAsync(order.Rollout, spec.Checks, cancel);
        if (health is Health.Gone)
        {
            await EndAsync(order);
        }

        return health;
    }

    public ValueTask EndAsync(Order order) => _open.TryRemove(KeyOf(order), out var channel) ? channel.DisposeAsync() : ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _open.Values)
        {
            await channel.DisposeAsync();
        }

        _open.Clear();
    }

    private static (RolloutId Rollout, TargetId Target) KeyOf(Order order) => (order.Rollout, order.Step.Id);
}
