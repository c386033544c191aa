using System.Collections.Concurrent;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet;

/// <summary>
/// The connections that health is asked over, and with them the proof that one can still get in, which each trial gives once after its generation
/// went live. A canary logs in anew, and so does a host whose generation nobody has logged in to yet in this rollout; the others give the
/// cheaper proof, and log in where that fails (<c>docs/activation.md</c>, "Probe").
/// </summary>
internal sealed class Probes(IHostChannels channels, ControllerChecks checks) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(RolloutId Rollout, TargetId Target), IHostChannel> _loggedIn = new();
    private readonly ConcurrentDictionary<(RolloutId Rollout, TargetId Target), IHostChannel> _shown = new();
    private readonly ConcurrentDictionary<(RolloutId Rollout, GenerationId Generation), bool> _seen = new();

    public async Task<Health> VerifyAsync(Order order, HostSpec spec, CancellationToken cancel)
    {
        var channel = await WayInAsync(order, spec, cancel);
        var address = spec.Checks.Any(ControllerChecks.Makes) ? await SshHostName.OfAsync(spec.Access, cancel) : spec.Access.Address;
        var health = await new HostProbe(channel, spec.Profile, address, checks, ActivationLimits.Default)
            .VerifyAsync(order.Rollout, spec.Checks, cancel);
        if (health is Health.Healthy)
        {
            _seen.TryAdd((order.Rollout, order.Step.To), true);
        }

        if (health is Health.Gone)
        {
            await EndAsync(order);
        }

        return health;
    }

    public async ValueTask EndAsync(Order order)
    {
        _shown.TryRemove(KeyOf(order), out _);
        if (_loggedIn.TryRemove(KeyOf(order), out var channel))
        {
            await channel.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _loggedIn.Values)
        {
            await channel.DisposeAsync();
        }

        _loggedIn.Clear();
    }

    private async Task<IHostChannel> WayInAsync(Order order, HostSpec spec, CancellationToken cancel)
    {
        var key = KeyOf(order);
        if (_loggedIn.TryGetValue(key, out var own) || _shown.TryGetValue(key, out own))
        {
            return own;
        }

        if (!MustLogIn(order, spec) && await channels.ProveAsync(spec.Access, cancel) is Proof.Shown)
        {
            return _shown.GetOrAdd(key, _ => channels.To(spec.Access));
        }

        return _loggedIn.GetOrAdd(key, _ => channels.Fresh(spec.Access));
    }

    private bool MustLogIn(Order order, HostSpec spec) =>
        spec.ProveLogin == LoginProof.Every || order.Wave == Wave.Canary || !_seen.ContainsKey((order.Rollout, order.Step.To));

    private static (RolloutId Rollout, TargetId Target) KeyOf(Order order) => (order.Rollout, order.Step.Id);
}
