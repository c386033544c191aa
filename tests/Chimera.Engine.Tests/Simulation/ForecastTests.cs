using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Simulation;

public sealed class ForecastTests
{
    private const int Runs = 60;

    private static readonly Plan Plan = new(
        PlanIntent.Deploy, "truth", [.. Enumerable.Range(1, 4).Select(number => ScenarioTarget.Of($"t{number}", RolloutPolicy.Default).Step)]);

    [Fact]
    public void Every_run_of_every_target_is_counted_once()
    {
        var forecast = Played(FaultKinds.All);

        Assert.Equal(Runs, forecast.Runs);
        Assert.Equal(Plan.Steps.Select(step => step.Id).Order(), forecast.Targets.Keys);
        Assert.InRange(forecast.Untold, 1, Runs / 2);
        Assert.All(forecast.Targets.Values, fared => Assert.Equal(Runs - forecast.Untold, fared.Outcomes.Values.Sum()));
        Assert.InRange(forecast.Arrived, 1, Runs - 1);
        Assert.True(forecast.Median <= forecast.Tail && forecast.Tail <= forecast.Longest.Duration);
        Assert.Empty(forecast.Broken);
    }

    [Fact]
    public void Where_nothing_goes_wrong_everything_arrives_and_nothing_bad_runs()
    {
        var forecast = Played(FaultKinds.None);

        Assert.Equal(Runs, forecast.Arrived);
        Assert.Equal((0, 0, 0), (forecast.Stopped, forecast.Untold, forecast.Resumed));
        Assert.Empty(forecast.MostExposed.Exposed);
        Assert.Empty(forecast.Faults);
        Assert.Null(forecast.Lost);
    }

    [Fact]
    public void The_worst_run_is_named_so_that_it_can_be_played_again()
    {
        var forecast = Played(FaultKinds.All.Except([FaultKind.Rival]));

        var again = SimulationRun.Run(Plan, forecast.MostExposed.Seed, FaultKinds.All.Except([FaultKind.Rival]));

        Assert.NotEmpty(again.Exposed);
        Assert.Equal(forecast.MostExposed.Exposed, again.Exposed);
    }

    private static Forecast Played(IReadOnlySet<FaultKind> faults) =>
        Forecast.Of([.. Enumerable.Range(1, Runs).Select(seed => SimulationRun.Run(Plan, (ulong)seed, faults))]);
}
