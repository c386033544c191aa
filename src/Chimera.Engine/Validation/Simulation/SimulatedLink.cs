using Chimera.Engine.Execution;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>
/// The network between the controllers and one target. A call is either delivered at once or never, so that what breaks
/// leaves nothing on the way; its reply may come late or be lost.
/// </summary>
internal sealed class SimulatedLink(SimulatedWorld world, SimulatedTarget target, IChance chance)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    public SimulatedTarget Target => target;

    /// <param name="serve">What the target does; null when it died of it.</param>
    /// <param name="patience">How long the caller waits for the answer.</param>
    public async Task<Carried<T>> CallAsync<T>(Verb verb, Func<Task<T?>> serve, TimeSpan patience, CancellationToken cancel)
        where T : class
    {
        await Wait(OneWay(), cancel);
        if (!target.Up || target.Faults.Refusal?.Contains(world.Time.Elapsed) == true)
        {
            await Wait(ConnectTimeout, cancel);
            return new Carried<T>.NoConnection(Say("link.no-connection", "takes no connection"));
        }

        if (chance.Percent(target.Faults.LostBefore))
        {
            await Wait(chance.Between(TimeSpan.Zero, KeepAlive), cancel);
            return new Carried<T>.Broken(Say("link.broken", "did not hear it"));
        }

        var answer = world.Process.Run(() =>
        {
            target.Hear(verb);
            return serve();
        });
        if (chance.Percent(target.Faults.LostAfter))
        {
            await Wait(chance.Between(TimeSpan.Zero, KeepAlive), cancel);
            return new Carried<T>.Broken(Say("link.broken", "could not answer"));
        }

        await Task.WhenAny(answer, TryWaitAsync(patience, cancel));
        cancel.ThrowIfCancellationRequested();
        if (!answer.IsCompleted)
        {
            return new Carried<T>.Broken(Say("link.timeout", "did not answer in time"));
        }

        if (await answer is not { } value)
        {
            await Wait(KeepAlive, cancel);
            return new Carried<T>.Broken(Say("link.died", "fell silent"));
        }

        await Wait(OneWay(), cancel);
        return new Carried<T>.Answered(value);
    }

    private Task Wait(TimeSpan time, CancellationToken cancel) => Task.Delay(time, world.Time, cancel);

    // A method of its own, because WhenAny hears of a cancelled Delay on the thread pool.
    private async Task TryWaitAsync(TimeSpan time, CancellationToken cancel) =>
        await Wait(time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private TimeSpan OneWay() => chance.Between(TimeSpan.FromMilliseconds(1), target.Faults.Slowest);

    private Finding Say(string code, string what) => Finding.Error(code, $"{target.Id} {what}", target: target.Id);
}
