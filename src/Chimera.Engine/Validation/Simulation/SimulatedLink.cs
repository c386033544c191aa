using Chimera.Engine.Execution;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>The network between the controllers and one target.</summary>
internal sealed class SimulatedLink(SimulatedWorld world, SimulatedTarget target, SeededChance chance)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    /// <summary>What was given up may still be on its way for so long: as TCP goes on sending what it was given.</summary>
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(60);

    private readonly SeededChance _halfOpen = chance.For("half-open");
    private readonly SeededChance _late = chance.For("late");
    private readonly SeededChance _doubled = chance.For("doubled");
    private readonly SeededChance _reordered = chance.For("reordered");

    public SimulatedTarget Target => target;

    /// <param name="serve">What the target does; null when it died of it.</param>
    /// <param name="patience">How long the caller waits for the answer.</param>
    public async Task<Carried<T>> CallAsync<T>(Verb verb, Func<Task<T?>> serve, TimeSpan patience, CancellationToken cancel)
        where T : class
    {
        await Wait(OneWay(), cancel);
        if (await MissAsync<T>(verb, serve, patience, cancel) is { } missed)
        {
            return missed;
        }

        var answer = Deliver(verb, serve, TimeSpan.Zero);
        if (Happens(_doubled, target.Faults.Doubled, verb, "doubled"))
        {
            _ = Deliver(verb, serve, _doubled.Between(TimeSpan.Zero, Lingering));
        }

        if (chance.Percent(target.Faults.LostAfter))
        {
            await Wait(chance.Between(TimeSpan.Zero, KeepAlive), cancel);
            return new Carried<T>.Broken(Say("link.broken", "could not answer"));
        }

        var inTime = !Happens(_late, target.Faults.Late, verb, "late");
        await Task.WhenAny(inTime ? answer : Never<T>(), TryWaitAsync(patience, cancel));
        cancel.ThrowIfCancellationRequested();
        if (!inTime || !answer.IsCompleted)
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

    /// <summary>Null when the target hears the call at once.</summary>
    private async Task<Carried<T>?> MissAsync<T>(Verb verb, Func<Task<T?>> serve, TimeSpan patience, CancellationToken cancel)
        where T : class
    {
        var otherKey = target.Faults.OtherKey?.Contains(world.Time.Elapsed) == true;
        if (!target.Up || otherKey || target.Faults.Refusal?.Contains(world.Time.Elapsed) == true)
        {
            await Wait(ConnectTimeout, cancel);
            return new Carried<T>.NoConnection(
                otherKey ? Say("link.host-key-changed", "shows another host key") : Say("link.no-connection", "takes no connection"));
        }

        if (chance.Percent(target.Faults.LostBefore))
        {
            await Wait(chance.Between(TimeSpan.Zero, KeepAlive), cancel);
            return new Carried<T>.Broken(Say("link.broken", "did not hear it"));
        }

        if (Happens(_halfOpen, target.Faults.HalfOpen, verb, "half-open"))
        {
            await Wait(patience, cancel);
            return new Carried<T>.Broken(Say("link.half-open", "did not answer in time"));
        }

        if (Happens(_reordered, target.Faults.Reordered, verb, "reordered"))
        {
            var giveUp = _reordered.Between(TimeSpan.Zero, KeepAlive);
            _ = Deliver(verb, serve, _reordered.Between(giveUp, Lingering));
            await Wait(giveUp, cancel);
            return new Carried<T>.Broken(Say("link.broken", "could not answer"));
        }

        return null;
    }

    private Task<T?> Deliver<T>(Verb verb, Func<Task<T?>> serve, TimeSpan later)
        where T : class => world.Process.Run(async () =>
    {
        if (later > TimeSpan.Zero)
        {
            await world.Wait(later);
            if (!target.Up)
            {
                return null;
            }

            world.Trace.Write(target.Id.Name, $"hears {verb.ToString().ToLowerInvariant()} late");
        }

        target.Hear(verb);
        return await serve();
    });

    private bool Happens(SeededChance drawn, int percent, Verb verb, string what)
    {
        var happens = percent > 0 && drawn.Percent(percent);
        if (happens)
        {
            world.Reached.Count($"link.{what}.{verb}");
        }

        return happens;
    }

    private static Task<T?> Never<T>()
        where T : class => new TaskCompletionSource<T?>().Task;

    private Task Wait(TimeSpan time, CancellationToken cancel) => Task.Delay(time, world.Time, cancel);

    // A method of its own, because WhenAny hears of a cancelled Delay on the thread pool.
    private async Task TryWaitAsync(TimeSpan time, CancellationToken cancel) =>
        await Wait(time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private TimeSpan OneWay() => chance.Between(TimeSpan.FromMilliseconds(1), target.Faults.Slowest);

    private Finding Say(string code, string what) => Finding.Error(code, $"{target.Id} {what}", target: target.Id);
}
