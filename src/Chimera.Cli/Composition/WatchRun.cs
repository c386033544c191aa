using Chimera.Cli.Terminal;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Watching;

namespace Chimera.Cli.Composition;

/// <summary>Watches all that is to be watched at once: the looks of all places in one stream, each shown, told and acted on before the next.</summary>
internal sealed class WatchRun(IWatchedPlaces places, WatchRecord record) : IDisposable
{
    private readonly LiveCheck _check = new(TimeProvider.System);
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<ExitCode> RunAsync(WatchLimits limits, WatchView view)
    {
        using GracefulStop stop = new(view.Say, "stopping: the watch ends here; again to leave at once", "left; the end of this watch is not recorded");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var watches = places.Places.Select(place => new PlaceWatch(place, _check, places.Healer)).ToList();
        var ends = await Task.WhenAll(watches.Select(watch => RunAsync(watch, limits, view, over, stop.Token)));
        await record.FinishAsync();
        return ends.Contains(ExitCode.Differs) ? ExitCode.Differs : ends.Contains(ExitCode.Interrupted) ? ExitCode.Interrupted : ExitCode.Ok;
    }

    public void Dispose()
    {
        _check.Dispose();
        _turn.Dispose();
    }

    /// <param name="over">Cancelled when all watches are to end.</param>
    private async Task<ExitCode> RunAsync(PlaceWatch first, WatchLimits limits, WatchView view, CancellationTokenSource over, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        var watch = first;
        while (true)
        {
            await InTurnAsync(() => BeginAsync(watch, view));
            var rest = limits with { For = limits.For is { } length ? Rest(length - TimeProvider.System.GetElapsedTime(began)) : null };
            var renewed = await FollowAsync(watch, rest, view, over, stop);
            await InTurnAsync(() => EndAsync(watch, view, renewed));
            if (renewed is null)
            {
                return watch.Last is null ? ExitCode.Interrupted : watch.Last.State == LookState.Right ? ExitCode.Ok : ExitCode.Differs;
            }

            watch = new PlaceWatch(renewed, _check, places.Healer);
        }
    }

    /// <returns>The place with another release, when one was deployed there; null when the watch is over.</returns>
    private async Task<WatchedPlace?> FollowAsync(
        PlaceWatch watch, WatchLimits limits, WatchView view, CancellationTokenSource over, CancellationToken stop)
    {
        await foreach (var look in watch.Watch.RunAsync(limits, over.Token))
        {
            WatchedPlace? renewed = null;
            await InTurnAsync(async () =>
            {
                renewed = await places.RenewedAsync(watch.Place, CancellationToken.None);
                if (renewed is null)
                {
                    await watch.TakeAsync(look, view, record, stop);
                }
            });
            if (renewed is not null)
            {
                return renewed;
            }

            if (limits.EndsOnFailure && look.State == LookState.Failing)
            {
                await over.CancelAsync();
            }
        }

        return null;
    }

    private async Task BeginAsync(PlaceWatch watch, WatchView view)
    {
        view.Begin(watch.Place, watch.Watch);
        await record.TellAsync([watch.Place.Events.Started(watch.Watch.Watched, watch.Watch.Within, watch.Place.Certificate)]);
    }

    private async Task EndAsync(PlaceWatch watch, WatchView view, WatchedPlace? renewed)
    {
        await record.TellAsync([watch.Place.Events.Ended(watch.Last)]);
        if (renewed is null)
        {
            view.End(watch.Place, watch.Last);
        }
        else
        {
            view.Renewed(renewed);
        }
    }

    private async Task InTurnAsync(Func<Task> act)
    {
        await _turn.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static TimeSpan Rest(TimeSpan length) => length > TimeSpan.Zero ? length : TimeSpan.Zero;
}
