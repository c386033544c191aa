using Chimera.Engine.Execution;
using Chimera.Engine.Tests.Simulation;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Execution;

public sealed class WaveTests
{
    private static readonly RolloutPolicy Policy = RolloutPolicy.Default with
    {
        Canary = 1,
        MaxParallel = 2,
        MinHealthyTime = TimeSpan.FromSeconds(10),
        HealthyDeadline = TimeSpan.FromSeconds(60),
    };

    private static readonly TargetFaults Unreachable = TargetFaults.None with { Refusal = new Span(TimeSpan.Zero, TimeSpan.FromHours(1)) };
    private static readonly TargetFaults Sick = TargetFaults.None with { Check = CheckFault.Fails };

    [Fact]
    public void The_rest_starts_when_the_canary_is_committed()
    {
        var history = Run(Policy, null, null, null);

        Assert.Equal("t1", history.Activations[0].Target);
        Assert.True(history.Activations[1].At > history.Recorded("step.committed", "t1"));
    }

    [Fact]
    public void A_canary_that_cannot_be_reached_hands_its_part_to_the_next()
    {
        var history = Run(Policy, Unreachable, null, null);

        Assert.NotNull(history.Recorded("step.unreachable", "t1"));
        Assert.Equal("t2", history.Activations[0].Target);
        Assert.True(history.Activations[1].At > history.Recorded("step.committed", "t2"));
    }

    [Fact]
    public void The_realm_is_told_in_which_wave_a_target_goes()
    {
        var history = Run(Policy, Unreachable, null, null, null);

        Assert.Equal([], history.WavesOf("t1"));
        Assert.Equal([Wave.Canary], history.WavesOf("t2"));
        Assert.Equal([Wave.Rest], history.WavesOf("t3"));
        Assert.Equal([Wave.Rest], history.WavesOf("t4"));
    }

    [Fact]
    public void A_broken_generation_stops_at_the_canary_and_goes_into_quarantine()
    {
        var history = Run(Policy, Sick, Sick, Sick);

        Assert.Equal("t1", Assert.Single(history.Activations).Target);
        Assert.NotNull(history.Recorded("step.reverted", "t1"));
        Assert.Equal(2, history.Count("step.not-reached"));
        Assert.Equal(1, history.Count("generation.quarantined"));
    }

    [Fact]
    public void What_is_wrong_for_good_is_taken_back_without_the_deadline()
    {
        var wrong = TargetFaults.None with { IsWrong = true };

        var history = Run(Policy with { HealthyDeadline = TimeSpan.FromHours(1) }, wrong, wrong);

        Assert.InRange(history.Recorded("step.failed", "t1")!.Value, 0, 10);
        Assert.InRange(history.Recorded("step.reverted", "t1")!.Value, 0, 20);
        Assert.Equal(1, history.Count("step.not-reached"));
        Assert.Equal(1, history.Count("generation.quarantined"));
    }

    [Fact]
    public void The_window_slides_as_soon_as_one_arrives()
    {
        var slow = TargetFaults.None with { Check = CheckFault.StartsSlowly };

        var history = Run(Policy with { Canary = 0 }, null, slow, null, null);

        Assert.Equal(["t1", "t2"], history.Activations.Take(2).Select(activation => activation.Target).Order());
        Assert.Equal("t3", history.Activations[2].Target);
        Assert.InRange(history.Activations[2].At, history.Recorded("step.committed", "t1")!.Value, history.Recorded("step.committed", "t2")!.Value);
    }

    [Fact]
    public void Stagger_keeps_starts_apart()
    {
        var history = Run(Policy with { Canary = 0, MaxParallel = 8, Stagger = TimeSpan.FromSeconds(5) }, null, null, null);

        var starts = new[] { "t1", "t2", "t3" }.Select(target => history.Recorded("step.applying", target)!.Value).ToList();
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 2.5, string.Join(", ", starts)));
        Assert.InRange(starts[2], 10, 13);
    }

    [Fact]
    public void The_progress_deadline_stops_a_group_that_gets_nowhere()
    {
        var history = Run(Policy with { Canary = 0, MaxParallel = 1, ProgressDeadline = TimeSpan.FromSeconds(20) }, Sick, null);

        Assert.InRange(history.Recorded("rollout.stopped")!.Value, 20, 21);
        Assert.NotNull(history.Recorded("step.reverted", "t1"));
        Assert.NotNull(history.Recorded("step.not-reached", "t2"));
        Assert.Equal(0, history.Count("generation.quarantined"));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 0)]
    public void Auto_revert_decides_whether_a_failed_group_keeps_what_it_had_committed(bool autoRevert, int takenBack)
    {
        var history = Run(Policy with { MaxParallel = 1, AutoRevert = autoRevert }, null, null, Sick);

        Assert.Equal(2, history.Count("step.committed"));
        Assert.Equal(takenBack + 1, history.Count("step.reverted"));
    }

    [Fact]
    public void The_failure_budget_lets_a_group_go_on()
    {
        var history = Run(Policy with { Canary = 0, MaxParallel = 1, MaxFailures = 1 }, Sick, null, null);

        Assert.NotNull(history.Recorded("step.reverted", "t1"));
        Assert.Equal(2, history.Count("step.committed"));
        Assert.Equal(0, history.Count("rollout.stopped"));
    }

    private static History Run(RolloutPolicy policy, params TargetFaults?[] faults) =>
        History.Of(Scenario.Of(1, [.. faults.Select((fault, i) => ScenarioTarget.Of($"t{i + 1}", policy, fault))]));
}
