using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Simulation;

public sealed class SimulatedTurnsTests
{
    private readonly VirtualTime _time = new();
    private readonly SimulatedTurns _turns;

    public SimulatedTurnsTests() => _turns = new SimulatedTurns(_time, new SeededChance(1));

    [Fact]
    public async Task Time_jumps_to_the_next_timer_when_nothing_is_left_to_run()
    {
        var slept = Process().Run(async () =>
        {
            await Task.Delay(TimeSpan.FromDays(3), _time, CancellationToken.None);
            return _time.Elapsed;
        });

        Assert.Equal(TurnsEnd.Reached, RunUntil(slept));
        Assert.Equal(TimeSpan.FromDays(3), await slept);
    }

    [Fact]
    public void What_waits_for_nothing_that_can_happen_is_a_dead_lock()
    {
        var stuck = Process().Run(async () => await new TaskCompletionSource<int>().Task);

        Assert.Equal(TurnsEnd.Idle, RunUntil(stuck));
    }

    [Fact]
    public void What_goes_on_for_ever_runs_out_of_its_budget()
    {
        var busy = Process().Run<int>(async () =>
        {
            while (true)
            {
                await Task.Yield();
            }
        });

        Assert.Equal(TurnsEnd.OverBudget, RunUntil(busy));
    }

    [Fact]
    public void Work_on_another_thread_is_found_out()
    {
        using ManualResetEventSlim posted = new();
        var process = Process();
        var escaping = process.Run(async () =>
        {
            await Task.Yield();
            Thread other = new(() =>
            {
                process.Post(_ => { }, null);
                posted.Set();
            });
            other.Start();
            posted.Wait();
            await new TaskCompletionSource().Task;
            return 0;
        });

        Assert.Equal(TurnsEnd.Escaped, RunUntil(escaping));
    }

    [Fact]
    public void A_killed_process_never_runs_again()
    {
        SimulatedProcess process = new("victim", _turns) { CrashAfter = 3 };
        var steps = 0;
        _ = process.Run<int>(async () =>
        {
            while (true)
            {
                steps++;
                await Task.Delay(TimeSpan.FromSeconds(1), _time, CancellationToken.None);
            }
        });

        Assert.Equal(TurnsEnd.Idle, _turns.RunUntil(() => false, 1000, TimeSpan.MaxValue));
        Assert.Equal(3, steps);
    }

    [Fact]
    public void The_order_of_turns_comes_from_the_seed()
    {
        Assert.Equal(OrderUnder(5), OrderUnder(5));
        Assert.NotEqual(OrderUnder(5), OrderUnder(6));
    }

    private static List<int> OrderUnder(ulong seed)
    {
        SimulatedTurns turns = new(new VirtualTime(), new SeededChance(seed));
        SimulatedProcess process = new("p", turns);
        List<int> order = [];
        for (var i = 0; i < 20; i++)
        {
            var number = i;
            process.Post(_ => order.Add(number), null);
        }

        turns.RunUntil(() => false, 100, TimeSpan.MaxValue);
        return order;
    }

    private SimulatedProcess Process() => new("p", _turns);

    private TurnsEnd RunUntil(Task task) => _turns.RunUntil(() => task.IsCompleted, 1000, TimeSpan.FromDays(30));
}
