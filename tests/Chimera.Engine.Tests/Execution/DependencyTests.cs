using Chimera.Engine.Execution;
using Chimera.Engine.Tests.Simulation;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Execution;

public sealed class DependencyTests
{
    private static readonly RolloutPolicy Policy = RolloutPolicy.Default with { MinHealthyTime = TimeSpan.FromSeconds(1), HealthyDeadline = TimeSpan.FromSeconds(30) };
    private static readonly TargetFaults Sick = TargetFaults.None with { Check = CheckFault.Fails };

    [Fact]
    public void A_group_starts_when_all_that_it_depends_on_has_arrived()
    {
        var history = Run(null);

        foreach (var needed in (string[])["database", "cache"])
        {
            Assert.True(history.Recorded("step.applying", "web") > history.Recorded("step.committed", needed));
        }
    }

    [Fact]
    public void Groups_that_do_not_need_each_other_go_side_by_side()
    {
        var history = Run(null);

        Assert.True(history.Recorded("step.applying", "cache") < history.Recorded("step.committed", "database"));
    }

    [Fact]
    public void A_group_is_not_reached_when_what_it_depends_on_fails()
    {
        var history = Run(Sick);

        Assert.NotNull(history.Recorded("step.reverted", "database"));
        Assert.NotNull(history.Recorded("step.committed", "cache"));
        Assert.NotNull(history.Recorded("step.not-reached", "web"));
        Assert.Null(history.Recorded("step.applying", "web"));
    }

    private static History Run(TargetFaults? database) => History.Of(Scenario.Of(
        1,
        ScenarioTarget.Of("web", Policy, null, "front", "data", "fast"),
        ScenarioTarget.Of("database", Policy, database, "data"),
        ScenarioTarget.Of("cache", Policy, null, "fast")));
}
