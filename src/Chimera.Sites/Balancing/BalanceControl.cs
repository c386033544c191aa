using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Balancing.Dns;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Sites.Balancing;

/// <summary>
/// Keeps in force, in every place of a site's balancer, the weights that follow from health. A place that cannot be reached or is somebody
/// else's holds up no other: each is looked at again with every round, and brought to what is wanted then.
/// </summary>
public sealed class BalanceControl : IDisposable
{
    private readonly BalanceSpec _spec;
    private readonly ImmutableArray<Placed> _places;
    private readonly LiveCheck _live;
    private readonly Ns1Dns? _dns;
    private readonly Action<string> _tell;
    private readonly ShiftHand _hand;

    private BalanceControl(
        BalanceSpec spec, IEnumerable<(BalancerOnHost Balancer, GenerationId Declared)> onHosts, SiteServices services, string who, Action<string> tell)
    {
        (_spec, _tell, _hand) = (spec, tell, new ShiftHand(who, services.Time.GetUtcNow()));
        _live = new LiveCheck(services.Time);
        _dns = spec.Dns is { } dns ? new Ns1Dns(dns.Api, dns.Token.Open(services.Time), services.Time, services.Chance) : null;
        DnsShifts shifts = new(services.Notes, spec.Site);
        _places =
        [
            .. onHosts.Select(one => new Placed(new PlaceOnHost(one.Balancer, one.Declared, _hand, _live, services.Time))),
            .. _dns is null ? [] : new[] { new Placed(new PlaceInDns(new DnsRecords(spec, spec.Dns!, _dns, shifts), shifts)) },
        ];
    }

    /// <summary>Another controller, with a record of its own, that shifts the same balancer since before this one began: then this one lays nothing more.</summary>
    public ShiftHand? GaveWayTo { get; private set; }

    /// <summary>Whether something else is live in every place by now, so that nothing of this is in force any more.</summary>
    public bool IsSuperseded => _places.All(place => place.Last is PlaceLook.Moved);

    /// <param name="who">In whose name shifts are laid.</param>
    /// <param name="tell">Is told, for a person, what changes with a place; from any thread.</param>
    public static async Task<BalanceControl> OpenAsync(BalanceSpec spec, SiteServices services, string who, Action<string> tell, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(services);
        List<(BalancerOnHost Balancer, GenerationId Declared)> onHosts = [];
        foreach (var name in spec.On)
        {
            BalancerOnHost balancer = new(spec, new BalanceEdge.Host(name, services.Hosts.Find(name)!), services.Hosts);
            onHosts.Add((balancer, (await balancer.DeclaredAsync(cancel)).Generation));
        }

        return new BalanceControl(spec, onHosts, services, who, tell);
    }

    /// <summary>Tells of each place what is in force there.</summary>
    public async Task SayAsync(CancellationToken cancel)
    {
        var looks = await Task.WhenAll(_places.Select(place => place.Place.LookAsync(cancel)));
        foreach (var (place, look) in _places.Zip(looks))
        {
            _tell($"{place.Place.Name}: {(look is PlaceLook.InForce { Shift: var shift } ? shift is null ? "as declared" : $"in force: {shift}" : Trouble(look))}");
        }
    }

    /// <summary>What is in force by now is where it goes on from; of places that differ, the latest shift counts.</summary>
    /// <returns>Null where everything is as declared, or nothing is known.</returns>
    public async Task<Balance?> TakeUpAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await Task.WhenAll(_places.Select(async place => place.First = place.Last = await place.Place.LookAsync(cancel)));
        if (_places.Where(place => place.Last is PlaceLook.InForce { Shift: not null })
            .MaxBy(place => ((PlaceLook.InForce)place.Last!).Shift!.At) is not { Last: PlaceLook.InForce { Shift: { } shift } } latest)
        {
            return null;
        }

        _tell($"{latest.Place.Name}: taking up from what is in force there since {shift.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}: {shift}");
        return Balance.Resume(_spec.Backends.Select(backend => (backend.Name, backend.Weight)), shift.Parts, _spec.Rules, now);
    }

    /// <summary>Says what is to be in force, and waits for nobody.</summary>
    public void Want(Balance balance, DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var place in _places)
        {
            place.Wanted = (balance, at);
            if (place.Work.IsCompleted)
            {
                place.Work = Task.Run(() => BringAsync(place, cancel), CancellationToken.None);
            }
        }
    }

    /// <summary>Waits until what was begun has ended.</summary>
    public Task SettleAsync() => Task.WhenAll(_places.Select(place => place.Work));

    public void Dispose()
    {
        _dns?.Dispose();
        _live.Dispose();
    }

    private async Task BringAsync(Placed place, CancellationToken cancel)
    {
        (Balance Balance, DateTimeOffset At) wanted;
        do
        {
            wanted = place.Wanted;
            try
            {
                place.Last = await place.Place.LookAsync(cancel);
                if (Other(place) is { } other && _hand.GivesWayTo(other))
                {
                    GaveWayTo = other;
                    return;
                }

                var (what, trouble) = place.Last is PlaceLook.InForce now
                    ? await PutAsync(place, now, wanted.Balance, wanted.At, cancel)
                    : (Trouble(place.Last), true);
                Told(place, what);
                place.Troubled = trouble;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
        }
        while (place.Wanted != wanted);
    }

    /// <summary>Who else laid something here since this one began. What lay here then may be left from one that has ended.</summary>
    private ShiftHand? Other(Placed place) =>
        place.Last is PlaceLook.InForce { Shift: { By: { } by } shift } && by != _hand && !(place.First is PlaceLook.InForce { Shift: { } first } && first.By == by && first.At == shift.At)
            ? by : null;

    private static string Trouble(PlaceLook look) => look switch
    {
        PlaceLook.Moved moved => $"{moved.Why}; nothing was changed there",
        PlaceLook.Kept kept => $"{kept.Why}; nothing was changed there",
        PlaceLook.Unseen unseen => $"cannot be reached, so it keeps what it has: {unseen.Why.Message} [{unseen.Why.Code}]",
        _ => throw new InvalidOperationException("no such look"),
    };

    /// <returns>What is to be told; null for nothing new. And whether it is trouble.</returns>
    private static async Task<(string? What, bool Trouble)> PutAsync(
        Placed place, PlaceLook.InForce now, Balance balance, DateTimeOffset at, CancellationToken cancel)
    {
        var wanted = place.Place.Wanted(balance, at);
        var words = wanted is null ? "as declared again" : $"in force: {wanted}";
        if (wanted is null ? now.Shift is null : wanted.SameAs(now.Shift))
        {
            return (place.Troubled ? words : null, false);
        }

        return await place.Place.PutAsync(balance, at, cancel) is var reply and not Reply.Done && Replies.WhyOf(reply) is { } why
            ? ($"{why.Message} [{why.Code}]", true)
            : (words, false);
    }

    // Each thing once, until it is another.
    private void Told(Placed place, string? what)
    {
        if (what is not null && what != place.Told)
        {
            _tell($"{place.Place.Name}: {what}");
        }

        place.Told = what ?? place.Told;
    }

    private sealed class Placed(IBalancePlace place)
    {
        public IBalancePlace Place { get; } = place;

        /// <summary>What was found when this controller began.</summary>
        public PlaceLook? First { get; set; }

        public PlaceLook? Last { get; set; }

        public string? Told { get; set; }

        public bool Troubled { get; set; }

        public (Balance Balance, DateTimeOffset At) Wanted { get; set; }

        public Task Work { get; set; } = Task.CompletedTask;
    }
}
