using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Tests.Planning;

public sealed class WorldHistoryTests
{
    private static readonly Quarantine Nothing = new(ImmutableDictionary<GenerationId, Finding>.Empty);

    [Fact]
    public void The_last_good_world_is_the_one_before_the_last_change()
    {
        var history = History(("a", "one"), ("a", "two"), ("a", "three"));

        Assert.Equal(2, history.LastGood(Nothing)!.Number);
    }

    [Fact]
    public void Worlds_equal_to_the_present_one_are_passed_over() =>
        Assert.Equal(1, History(("a", "one"), ("a", "two"), ("a", "two")).LastGood(Nothing)!.Number);

    [Fact]
    public void A_world_that_holds_something_quarantined_is_not_good()
    {
        var bad = Quarantined("two");

        Assert.Equal(3, History(("a", "one"), ("a", "two"), ("a", "one"), ("a", "three")).LastGood(bad)!.Number);
        Assert.Equal("one", History(("a", "one"), ("a", "two"), ("a", "three")).LastGood(bad)!.Targets.Values.Single().Generation.Value);
    }

    [Fact]
    public void After_going_back_there_is_nothing_good_left_to_go_back_to() =>
        Assert.Null(History(("a", "one"), ("a", "two"), ("a", "one")).LastGood(Quarantined("two")));

    [Fact]
    public void Panic_undoes_only_what_the_last_change_moved()
    {
        WorldHistory history = new([WorldOf(1, ("a", "one"), ("b", "one")), WorldOf(2, ("a", "two"), ("b", "one"))]);

        var undo = Panic.Undo(history, Nothing, unfinished: null);

        var step = Assert.Single(undo);
        Assert.Equal("test/a", step.Id.ToString());
        Assert.Equal("one", step.From!.Value.Value);
        Assert.Equal("two", step.To.Value);
    }

    [Fact]
    public void Panic_in_the_middle_of_a_rollout_undoes_that_rollout()
    {
        var plan = new Plan(PlanIntent.Deploy, "t", [Targets.Step("a", "one", "two"), Targets.Step("b", "two", "two")]);

        var undo = Panic.Undo(History(("a", "zero"), ("a", "one")), Nothing, plan);

        Assert.Equal("test/a", Assert.Single(undo).Id.ToString());
    }

    [Fact]
    public void A_plan_towards_something_quarantined_is_an_error_for_each_target()
    {
        var plan = new Plan(PlanIntent.Deploy, "t", [Targets.Step("a", "one", "two"), Targets.Step("b", "one", "three")]);

        var finding = Assert.Single(Quarantined("two").Check(plan));

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("test/a", finding.Target.ToString());
    }

    [Fact]
    public void A_world_that_has_a_target_twice_is_none()
    {
        var entry = World.Entry("test", [At("one"), At("two")]);
        RecordedEvent happened = new(7, entry.Stream, 1, DateTimeOffset.UnixEpoch, "a", entry.Type, entry.Data);

        Assert.EndsWith(": test/a stands there twice", Assert.Throws<RecordUnavailableException>(() => World.Read(happened)).Message, StringComparison.Ordinal);

        static WorldTarget At(string generation) => new(Targets.Declared("a"), new GenerationId(generation));
    }

    private static Quarantine Quarantined(string generation) =>
        new(ImmutableDictionary<GenerationId, Finding>.Empty.Add(new GenerationId(generation), Finding.Error("test.bad", "it was bad")));

    private static WorldHistory History(params (string Name, string Generation)[] states) =>
        new([.. states.Select((state, index) => WorldOf(index + 1, state))]);

    private static World WorldOf(long number, params (string Name, string Generation)[] targets) => new(
        number, DateTimeOffset.UnixEpoch, "test",
        targets.Select(target => new WorldTarget(Targets.Declared(target.Name), new GenerationId(target.Generation)))
            .ToImmutableSortedDictionary(target => target.Target.Id, target => target));
}
