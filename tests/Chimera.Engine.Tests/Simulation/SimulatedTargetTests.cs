using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Simulation;

/// <summary>That what is to go wrong with a host does go wrong, and what becomes of the rollout then.</summary>
public sealed class SimulatedTargetTests
{
    private static readonly RolloutPolicy Policy = RolloutPolicy.Default with
    {
        MinHealthyTime = TimeSpan.FromSeconds(2),
        HealthyDeadline = TimeSpan.FromSeconds(15),
    };

    [Fact]
    public void A_host_that_says_done_and_does_nothing_is_found_out_by_its_health()
    {
        var history = Of(TargetFaults.None with { Lie = new Lie(LieKind.Done, 100) });

        Assert.Empty(history.Activations);
        Assert.True(history.Result.Reached["lie.Done"] > 1);
        Assert.IsType<Outcome.Reverted>(Outcome(history));
    }

    [Fact]
    public void A_host_that_claims_another_generation_is_left_alone()
    {
        var history = Of(TargetFaults.None with { Lie = new Lie(LieKind.Elsewhere, 100) });

        Assert.Empty(history.Activations);
        Assert.IsType<Outcome.Refused>(Outcome(history));
    }

    [Fact]
    public void A_host_that_answers_nothing_readable_is_not_believed_to_be_healthy()
    {
        var history = Of(TargetFaults.None with { Lie = new Lie(LieKind.Garbled, 100) });

        Assert.Null(history.Recorded("step.healthy", "t1"));
        Assert.IsType<Outcome.Unreachable>(Outcome(history));
    }

    [Fact]
    public void A_host_that_restarts_on_trial_comes_up_in_its_old_generation_and_is_let_go()
    {
        Reboot reboot = new(Verb.Verify, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(2), Elsewhere: false);
        var history = Of(TargetFaults.None with { Reboot = reboot });

        Assert.Contains(history.Result.Trace, line => line.EndsWith("is back at old-g1, interrupted", StringComparison.Ordinal));
        Assert.IsType<Outcome.Reverted>(Outcome(history));
    }

    [Fact]
    public void A_host_that_was_installed_anew_is_told_from_one_that_went_back()
    {
        var history = Of(TargetFaults.None with { Reinstall = new Reinstall(Verb.Commit, TimeSpan.Zero, TimeSpan.FromSeconds(3)) });

        Assert.IsType<Outcome.Lost>(Outcome(history));
    }

    [Fact]
    public void A_host_with_another_key_is_not_spoken_to()
    {
        var history = Of(TargetFaults.None with { OtherKey = new Span(TimeSpan.Zero, TimeSpan.MaxValue) });

        var unreachable = Assert.IsType<Outcome.Unreachable>(Outcome(history));
        Assert.Equal("link.host-key-changed", unreachable.Why.Code);
    }

    [Fact]
    public void A_supervisor_that_is_killed_is_settled_by_the_next_look_at_the_health()
    {
        var history = Of(TargetFaults.None with { Kill = new SupervisorKill(Verb.Verify, TimeSpan.FromMilliseconds(5)) });

        Assert.Equal(1, history.Result.Reached["settles.OnTrial"]);
        Assert.IsType<Outcome.Reverted>(Outcome(history));
    }

    [Fact]
    public void A_clock_that_jumps_on_the_host_ends_the_trial_early()
    {
        var history = Of(TargetFaults.None with { ClockJump = TimeSpan.FromMinutes(-10) });

        Assert.Equal(1, history.Result.Reached["host-end.Deadline"]);
        Assert.IsType<Outcome.Reverted>(Outcome(history));
    }

    [Theory]
    [InlineData(180)]
    [InlineData(-180)]
    public void A_clock_that_is_set_on_the_controller_changes_nothing(int minutes)
    {
        ClockJump jump = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(minutes));
        var history = History.Of(Scenario.Of(1, ScenarioTarget.Of("t1", Policy)) with { Clock = jump });

        Assert.IsType<Outcome.Committed>(Outcome(history));
        Assert.True(history.Result.Duration < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Calls_that_are_carried_out_twice_change_a_host_once()
    {
        var history = Of(TargetFaults.None with { Doubled = 100 });

        Assert.True(history.Result.Reached["link.doubled.Apply"] > 0);
        Assert.Single(history.Activations);
        Assert.IsType<Outcome.Committed>(Outcome(history));
    }

    [Fact]
    public void What_was_given_up_and_comes_late_finds_the_rollout_ended()
    {
        var late = Enumerable.Range(1, 60).Select(seed => Of(TargetFaults.None with { Reordered = 40 }, (ulong)seed))
            .Where(history => history.Result.Trace.Any(line => line.Contains("hears apply late", StringComparison.Ordinal)))
            .ToList();

        Assert.NotEmpty(late);
        Assert.All(late, history => Assert.InRange(history.Activations.Count, 0, 1));
    }

    [Fact]
    public void Dead_connections_cost_the_callers_patience_and_the_host_hears_nothing()
    {
        var history = Of(TargetFaults.None with { HalfOpen = 100 });

        Assert.Empty(history.Activations);
        Assert.IsType<Outcome.Unreachable>(Outcome(history));
    }

    private static History Of(TargetFaults faults, ulong seed = 1) => History.Of(Scenario.Of(seed, ScenarioTarget.Of("t1", Policy, faults)));

    private static Outcome Outcome(History history) => history.Result.Outcomes[new TargetId(SimulatedRealm.RealmName, "t1")];
}
