using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Simulation;

public sealed class OwnPlanTests
{
    private const ulong Seeds = 60;

    private static readonly RolloutPolicy Policy = RolloutPolicy.Default with
    {
        MinHealthyTime = TimeSpan.FromSeconds(2),
        HealthyDeadline = TimeSpan.FromSeconds(30),
    };

    private static readonly Plan Plan = new(
        PlanIntent.Deploy,
        "sha256:truth",
        [Step("fleet/db1", "data"), Step("fleet/web1", "front", "data"), Step("fleet/web2", "front", "data"), Step("sites/shop", "shop")]);

    [Fact]
    public void Without_faults_every_target_arrives_in_the_plans_own_order()
    {
        var result = SimulationRun.Run(Plan, 1, FaultKinds.None);

        Assert.Empty(result.Violations);
        Assert.All(result.Outcomes.Values, outcome => Assert.IsType<Outcome.Committed>(outcome));
        Assert.Equal(Plan.Steps.Select(step => step.Id), result.Outcomes.Keys);
        Assert.Empty(result.Exposed);
        Assert.Empty(result.Faults);
        // Two groups one after the other, each healthy for two seconds, the second with its canary first.
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(20));
        Assert.Contains(result.Trace[..result.Story], line => line.Contains("Commit /store/old-data → /store/new-data", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_chosen_kinds_of_faults_are_drawn()
    {
        foreach (var kind in FaultKinds.All)
        {
            var drawn = Enumerable.Range(0, (int)Seeds)
                .Select(seed => SimulationRun.Run(Plan, (ulong)seed, new HashSet<FaultKind> { kind }).Faults)
                .ToList();

            Assert.All(drawn, faults => Assert.Subset(new SortedSet<FaultKind> { kind }, new SortedSet<FaultKind>(faults)));
            Assert.Contains(drawn, faults => faults.Contains(kind));
        }
    }

    [Fact]
    public void A_bad_generation_is_told_with_the_targets_that_ran_it()
    {
        var results = Runs(FaultKind.Health);

        var stopped = results.First(result => result.Stopped.Any(group => group.Name == "front"));
        Assert.NotEmpty(stopped.Exposed);
        Assert.Contains(stopped.Outcomes.Values, outcome => outcome is Outcome.Reverted);
    }

    [Fact]
    public void A_controller_that_crashes_takes_the_plan_up_again()
    {
        var resumed = Runs(FaultKind.Crash).First(result => result.Resumed > 0);

        Assert.All(resumed.Outcomes.Values, outcome => Assert.True(outcome.Arrived));
    }

    [Fact]
    public void Every_invariant_holds_for_a_plan_that_goes_back()
    {
        var back = Plan with { Intent = PlanIntent.Rollback, Truth = "world:1" };

        Assert.All(Enumerable.Range(0, (int)Seeds), seed => Assert.Empty(SimulationRun.Run(back, (ulong)seed, FaultKinds.All).Violations));
    }

    [Fact]
    public void A_plan_without_steps_ends_at_once()
    {
        var result = SimulationRun.Run(Plan with { Steps = [] }, 1, FaultKinds.All);

        Assert.Empty(result.Violations);
        Assert.Empty(result.Outcomes);
    }

    /// <summary>What was stopped is read back from the record when a crashed controller comes again.</summary>
    [Fact]
    public void A_group_that_is_stopped_stops_none_of_its_name_in_another_realm()
    {
        var quick = Policy with { MinHealthyTime = TimeSpan.FromSeconds(1), HealthyDeadline = TimeSpan.FromSeconds(3) };
        var slow = Policy with { Canary = 1, MinHealthyTime = TimeSpan.FromSeconds(20), HealthyDeadline = TimeSpan.FromSeconds(60) };
        var both = Plan with { Steps = [Under(quick, Step("fleet/web1", "front")), Under(slow, Site("sites/one")), Under(slow, Site("sites/two"))] };
        var kinds = new HashSet<FaultKind> { FaultKind.Health, FaultKind.Crash };

        var resumed = Enumerable.Range(0, 10 * (int)Seeds).Select(seed => SimulationRun.Run(both, (ulong)seed, kinds))
            .Where(result => result.Resumed > 0 && result.Stopped.SetEquals([new GroupId("fleet", "front")]))
            .ToList();

        Assert.NotEmpty(resumed);
        Assert.All(resumed, result => Assert.IsType<Outcome.Committed>(result.Outcomes[TargetId.Parse("sites/two")]));

        static Step Site(string id) => Step(id, "front") with { To = new GenerationId("sha256:new") };
        static Step Under(RolloutPolicy policy, Step step) => step with { Target = step.Target with { Rollout = policy } };
    }

    private static List<SimulationResult> Runs(FaultKind kind)
    {
        var results = Enumerable.Range(0, (int)Seeds).Select(seed => SimulationRun.Run(Plan, (ulong)seed, new HashSet<FaultKind> { kind })).ToList();
        Assert.All(results, result => Assert.Empty(result.Violations));
        return results;
    }

    private static Step Step(string id, string group, params ImmutableArray<string> dependsOn)
    {
        GenerationId old = new($"/store/old-{group}");
        DeclaredTarget target = new(TargetId.Parse(id), group, [], dependsOn, Policy, []);
        return new Step(target, old, old, new GenerationId($"/store/new-{group}"), Difference.None);
    }
}
