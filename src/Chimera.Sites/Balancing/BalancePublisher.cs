using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Host;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Sites.Balancing;

/// <summary>Brings a balancer to one host, as a release of a site is brought; which of them is in force the balancer itself says.</summary>
internal sealed class BalancePublisher(
    TargetId target, BalancerOnHost balancer, BalanceNotes notes, LiveCheck live, TimeProvider time) : IPublisher
{
    private const int MostLooks = 100;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>A shift is laid over what is declared, and no drift.</summary>
    public async Task<Sighting> ObserveAsync(CancellationToken cancel) => await balancer.Host.ObserveAsync(cancel) switch
    {
        Sighting.Seen { Overlay: { } text } seen => seen with { Overlay = BalancerShift.Read(text) is { } shift ? $"shifted: {shift}" : "shifted" },
        var sighting => sighting,
    };

    public async Task<Reply> PrepareAsync(Order order, Release? release, IProgress<string> progress, CancellationToken cancel)
    {
        var (configuration, generation) = await balancer.DeclaredAsync(cancel);
        if (generation != order.Step.To)
        {
            // Hosts have other addresses by now, or this Chimera writes it otherwise: as it was, it may still stand there.
            return await balancer.Host.PrepareAsync(order, release: null, progress, cancel);
        }

        notes.Write(generation, await balancer.DescribeAsync(cancel));
        return await balancer.Host.PrepareAsync(order, HostReleases.Of(configuration, await balancer.PlaceAsync(cancel)), progress, cancel);
    }

    public Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel) =>
        balancer.Host.ApplyAsync(order, progress, cancel);

    public async Task<Health> VerifyAsync(Order order, Dossier dossier, CancellationToken cancel)
    {
        var trial = await balancer.Host.VerifyAsync(order, cancel);
        if (trial is not Health.Healthy)
        {
            return trial;
        }

        var (address, name) = await balancer.MarkerAsync(cancel);
        var shown = await live.ReleaseAsync(address, name, cancel);
        return shown == order.Step.To.Value ? new Health.Healthy() : new Health.Unhealthy(Finding.Error(
            "balance.another-in-force",
            $"{address} is answered by {(shown is null ? "somebody who names no balancer" : OutsideText.Shown(shown))}, not by {order.Step.To}",
            "see whether the web server runs, took its configuration in, and is asked at this address", target: target));
    }

    public Task<Reply> CommitAsync(Order order, CancellationToken cancel) => balancer.Host.CommitAsync(order, cancel);

    /// <summary>Done when the balancer no longer says that what is taken back is in force.</summary>
    public async Task<Reply> RevertAsync(Order order, CancellationToken cancel)
    {
        var reply = await balancer.Host.RevertAsync(order, cancel);
        if (reply is Reply.Done or Reply.Reverted)
        {
            var (address, name) = await balancer.MarkerAsync(cancel);
            for (var look = 0; look < MostLooks && await live.ReleaseAsync(address, name, cancel) == order.Step.To.Value; look++)
            {
                await Task.Delay(BetweenLooks, time, cancel);
            }
        }

        return reply;
    }
}
