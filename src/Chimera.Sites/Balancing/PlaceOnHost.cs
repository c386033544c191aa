using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Sites.Balancing;

/// <summary>The balancer on one host, over the connection that is kept.</summary>
/// <param name="hand">In whose name shifts are laid.</param>
internal sealed class PlaceOnHost(BalancerOnHost balancer, GenerationId generation, ShiftHand hand, LiveCheck live, TimeProvider time) : IBalancePlace
{
    private const int MostLooks = 100;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public string Name => balancer.Name;

    public async Task<PlaceLook> LookAsync(CancellationToken cancel) => await balancer.Host.ObserveAsync(cancel) switch
    {
        Sighting.Unseen unseen => new PlaceLook.Unseen(unseen.Why),
        Sighting.Seen { Trial: not null } => new PlaceLook.Kept("a rollout is under way there"),
        Sighting.Seen { Live: null } => new PlaceLook.Moved("nothing was deployed there"),
        Sighting.Seen seen when seen.Live == generation => seen.Overlay is not { } text ? new PlaceLook.InForce(Shift: null)
            : BalancerShift.Read(text) is { } shift ? new PlaceLook.InForce(shift)
            : new PlaceLook.Kept("what lies over the balancer cannot be read; deploy another balancer, which takes it away"),
        Sighting.Seen { Live: { } other } when other.Value.StartsWith("sha256:", StringComparison.Ordinal) =>
            new PlaceLook.Moved($"another balancer is live there ({other.Value[..15]}…)"),
        _ => new PlaceLook.Kept("its files were changed on the host; 'chimera deploy' puts them back"),
    };

    public async Task<Reply> PutAsync(Balance balance, DateTimeOffset at, CancellationToken cancel)
    {
        // It is short, and bounded by the connection's own limits.
        var configuration = await balancer.ConfigurationAsync(balance.InForce, CancellationToken.None);
        var reply = await balancer.Host.OverlayAsync(generation, Wanted(balance, at)?.Lay(configuration), CancellationToken.None);
        if (reply is not Reply.Done)
        {
            return reply;
        }

        var (address, name) = await balancer.MarkerAsync(CancellationToken.None);
        for (var look = 0; look < MostLooks; look++)
        {
            if (await live.ReleaseAsync(address, name, CancellationToken.None) == configuration.Digest)
            {
                return reply;
            }

            await Task.Delay(BetweenLooks, time, CancellationToken.None);
        }

        return new Reply.Lost(Finding.Error(
            "balance.another-in-force", $"{address} does not say that the weights are in force",
            "see whether the web server runs and can be asked from here"));
    }

    public BalancerShift? Wanted(Balance balance, DateTimeOffset at) =>
        BalancerShift.From(generation, balance, at) is { } shift ? shift with { By = hand } : null;
}
