using Chimera.Fleet.Nix;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Fleet.Tests.Nix;

public sealed class EvaluationGateTests
{
    [Fact]
    public void The_first_guess_bounds_how_many_run() => Assert.Equal(3, Running(Enter(new EvaluationGate(new EvaluationBudget(350, 9, 100)), 5)));

    [Fact]
    public void The_parallelism_bounds_how_many_run() => Assert.Equal(2, Running(Enter(new EvaluationGate(new EvaluationBudget(1000, 2, 1)), 5)));

    [Fact]
    public async Task One_runs_even_if_it_exceeds_the_budget_alone()
    {
        var turns = Enter(new EvaluationGate(new EvaluationBudget(10, 9, 100)), 2);
        Assert.Equal(1, Running(turns));
        (await turns[0]).Dispose();
        Assert.Equal(2, Running(turns));
    }

    [Fact]
    public async Task What_was_measured_lets_more_in_and_they_come_in_order()
    {
        var gate = new EvaluationGate(new EvaluationBudget(100, 9, 100));
        var turns = Enter(gate, 5);
        (await turns[0]).Observe(30);
        Assert.Equal([true, true, true, false, false], turns.Select(turn => turn.IsCompleted));
        Assert.Equal(30, gate.Estimate);
    }

    [Fact]
    public async Task The_largest_seen_is_what_the_next_are_charged()
    {
        var gate = new EvaluationGate(new EvaluationBudget(100, 9, 10));
        var turns = Enter(gate, 2);
        (await turns[0]).Observe(60);
        (await turns[0]).Dispose();
        Assert.Equal(60, gate.Estimate);
        Assert.False(gate.EnterAsync(default).IsCompleted); // The other may yet come to need 60 itself.
        (await turns[1]).Dispose();
    }

    [Fact]
    public async Task Giving_up_makes_way_for_those_behind()
    {
        var gate = new EvaluationGate(new EvaluationBudget(100, 1, 1));
        var first = await gate.EnterAsync(default);
        using var cancel = new CancellationTokenSource();
        var second = gate.EnterAsync(cancel.Token);
        var third = gate.EnterAsync(default);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();
        (await third).Dispose();
        (await gate.EnterAsync(default)).Dispose();
    }

    [Fact]
    public void Whatever_they_need_all_run_in_the_end_and_no_more_than_the_budget_at_a_time()
    {
        var needs = Gen.Choose(1, 150).ArrayOf();
        Prop.ForAll(Arb.From(needs), Arb.From(Gen.Choose(1, 6)), (peaks, parallelism) =>
        {
            // The first guess is an upper bound here, so the budget must hold at every moment unless only one runs.
            var gate = new EvaluationGate(new EvaluationBudget(400, parallelism, 150));
            var waiting = new Queue<(Task<EvaluationLease> Turn, int Peak)>(Enter(gate, peaks.Length).Zip(peaks));
            var running = new List<(Task<EvaluationLease> Turn, int Peak)>();
            while (waiting.Count > 0 || running.Count > 0)
            {
                while (waiting.TryPeek(out var next) && next.Turn.IsCompleted)
                    running.Add(waiting.Dequeue());
                Assert.NotEmpty(running);
                Assert.InRange(running.Count, 1, parallelism);
                running[0].Turn.Result.Observe(running[0].Peak);
                running[0].Turn.Result.Dispose();
                running.RemoveAt(0);
            }
        }).QuickCheckThrowOnFailure();
    }

    private static List<Task<EvaluationLease>> Enter(EvaluationGate gate, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => gate.EnterAsync(default))];

    private static int Running(List<Task<EvaluationLease>> turns) => turns.Count(turn => turn.IsCompleted);
}
