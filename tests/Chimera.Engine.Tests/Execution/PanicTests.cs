using Chimera.Engine.Execution;
using Chimera.Engine.Tests.Simulation;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Execution;

public sealed class PanicTests
{
    private static readonly RolloutPolicy Policy = RolloutPolicy.Default with
    {
        MinHealthyTime = TimeSpan.FromSeconds(2),
        HealthyDeadline = TimeSpan.FromSeconds(15),
    };

    private static readonly Scenario Two = Scenario.Of(3, ScenarioTarget.Of("t1", Policy), ScenarioTarget.Of("t2", Policy));

    [Fact]
    public void Wherever_a_rollout_was_killed_a_panic_brings_back_what_it_had_begun()
    {
        var panics = 0;
        for (var turn = 1; ; turn++)
        {
            var result = Invariants.Hold(SimulationRun.Run(
                Two with { Crashes = [turn], Away = TimeSpan.FromHours(1), Panic = new PanicAt(TimeSpan.FromMinutes(5), null) }));
            if (!result.Reached.ContainsKey("life.Crashed"))
            {
                break;
            }

            Assert.DoesNotContain(result.Trace[..result.Story], line => line.Contains("resumed", StringComparison.Ordinal));
            panics += result.Reached.GetValueOrDefault("panic.Reverted") == 2 ? 1 : 0;
        }

        Assert.True(panics > 40, $"only {panics} panics");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(120)]
    public void Wherever_a_panic_was_killed_it_can_be_repeated_and_goes_to_the_same_generation(int seconds)
    {
        var crashes = 0;
        for (var turn = 1; ; turn++)
        {
            var result = Invariants.Hold(SimulationRun.Run(Two with { Panic = new PanicAt(TimeSpan.FromSeconds(seconds), turn) }));
            if (!result.Reached.ContainsKey("panic-life.Crashed"))
            {
                break;
            }

            Assert.DoesNotContain(result.Trace[..result.Story], line => line.Contains("Revert older", StringComparison.Ordinal));
            crashes++;
        }

        Assert.True(crashes > 20, $"only {crashes} crashes");
    }

    [Fact]
    public void A_target_that_had_nothing_before_is_gone_from_the_recorded_world()
    {
        var first = ScenarioTarget.Of("t1", Policy);
        var scenario = Scenario.Of(3, first with { Step = first.Step with { From = null, Live = null } }, ScenarioTarget.Of("t2", Policy)) with
        {
            Panic = new PanicAt(TimeSpan.FromMinutes(2), null),
        };

        var result = Invariants.Hold(SimulationRun.Run(scenario));

        Assert.True(result.Reached["panic.of-the-last"] > 0);
    }
}
