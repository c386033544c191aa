using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing.Http;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Healing;
using Chimera.Sites.Watching.Tls;

namespace Chimera.Cli.Composition;

/// <summary>The watch of one release at one place, and what is done about what it sees.</summary>
internal sealed class PlaceWatch
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly SiteWatch _watch;
    private readonly SiteHealer? _healer;
    private Cause? _cause;
    private string? _declined;

    public PlaceWatch(WatchedPlace place, LiveCheck check, SiteHealer? healer)
    {
        (Place, _healer) = (place, healer);
        _watch = new SiteWatch(
            place.Subject, check, new TlsReading(TimeProvider.System), place.Earlier, place.Spec.Every ?? Every, TimeProvider.System, new SystemChance());
        if (_watch.Watched == 0)
        {
            throw new Stop(ExitCode.Broken, Finding.Error(
                "watch.nothing-visible", $"other servers answer for all of {place.Label}, so nothing foreseen can be seen from outside",
                "watch those servers"));
        }
    }

    public WatchedPlace Place { get; }

    public SiteWatch Watch => _watch;

    public Look? Last { get; private set; }

    /// <summary>Shows a look, tells the record what it changed, and heals what the policy says.</summary>
    public async Task TakeAsync(Look look, WatchView view, WatchRecord record, CancellationToken stop)
    {
        Last = look;
        view.Write(Place, look);
        await record.TellAsync(Place.Events.Changes(look));
        _cause = look.Cause ?? _cause;
        if (look.State == LookState.Right)
        {
            (_cause, _declined) = (null, null);
        }
        else if (look.State == LookState.Failing && _healer is not null && Place.Release is not null && !stop.IsCancellationRequested)
        {
            await ActAsync(view, record, stop);
        }
    }

    private async Task ActAsync(WatchView view, WatchRecord record, CancellationToken stop)
    {
        var (target, release) = Place.Release!.Value;
        HealResult result;
        switch (HealDecision.Of(Place.Spec.OnDrift, _watch.Known, _cause))
        {
            case HealDecision.Nothing:
                return;
            case HealDecision.Leave leave:
                result = new HealResult.Declined(Finding.Error("site.heal-left", leave.Why, "deploy again, or take over what was deployed"));
                break;
            default:
                view.Healing(Place);
                result = await _healer!.HealAsync(target.Id, release, _cause, stop);
                break;
        }

        if (result is HealResult.Declined declined)
        {
            // It is told once for as long as it stays the same.
            if (_declined == declined.Why.Message)
            {
                return;
            }

            _declined = declined.Why.Message;
            await record.TellAsync([new HealEvents(target.Id, release).Declined(declined.Why)]);
        }
        else if (result is HealResult.Healed)
        {
            _watch.LookSoon();
        }

        view.Healed(Place, result);
    }
}
