using Chimera.Engine.Execution;
using Chimera.Engine.Record;
using Chimera.Engine.Tests.Simulation;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Execution;

/// <summary>Which generations are not deployed again.</summary>
public sealed class QuarantineTests
{
    private static readonly RolloutPolicy Policy = RolloutPolicy.Default with
    {
        MinHealthyTime = TimeSpan.FromSeconds(2),
        HealthyDeadline = TimeSpan.FromSeconds(15),
    };

    private static readonly TargetFaults Sick = TargetFaults.None with { Check = CheckFault.Fails };

    [Fact]
    public void What_failed_and_was_lost_because_it_could_not_be_taken_back_is_in_quarantine()
    {
        var failed = One(Sick).Recorded(EventTypes.StepFailed, "t1")!.Value;

        var history = One(Sick with { Refusal = Away(failed) });

        Assert.NotNull(history.Recorded(EventTypes.StepFailed, "t1"));
        Assert.NotNull(history.Recorded(EventTypes.StepLost, "t1"));
        Assert.Equal(1, Quarantined(history));
    }

    [Fact]
    public void What_was_lost_because_nobody_reached_the_target_any_more_is_not()
    {
        var applied = One(TargetFaults.None).Recorded(EventTypes.StepApplied, "t1")!.Value;

        var history = One(TargetFaults.None with { Refusal = Away(applied) });

        // It was silent until its deadline, which is recorded as such.
        Assert.NotNull(history.Recorded(EventTypes.StepLost, "t1"));
        Assert.Equal(0, Quarantined(history));
    }

    [Fact]
    public void A_failure_that_is_on_record_counts_for_the_run_that_takes_it_up()
    {
        var takenUp = 0;
        for (var turn = 1; turn < 200; turn++)
        {
            var history = History.Of(Scenario.Of(3, ScenarioTarget.Of("t1", Policy, Sick)) with { Crashes = [turn], Away = TimeSpan.FromSeconds(1) });
            if (history.Recorded(EventTypes.StepFailed, "t1") < history.Recorded(EventTypes.RolloutResumed))
            {
                takenUp++;
                Assert.Equal(1, Quarantined(history));
            }
        }

        Assert.True(takenUp > 3, $"only {takenUp} of them were taken up after the failure");
    }

    // From the moment on in which it was recorded, until long after everything.
    private static Span Away(double from) => new(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(from) + TimeSpan.FromMinutes(20));

    private static History One(TargetFaults faults) => History.Of(Scenario.Of(3, ScenarioTarget.Of("t1", Policy, faults)));

    private static int Quarantined(History history) => history.Result.Trace.Count(line => line.Contains(EventTypes.GenerationQuarantined, StringComparison.Ordinal)
        && line.Contains("first-disk", StringComparison.Ordinal));
}
