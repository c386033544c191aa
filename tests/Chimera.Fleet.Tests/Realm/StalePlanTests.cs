using Chimera.Engine.Execution;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>A plan runs from what it was made for, or not at all.</summary>
public sealed class StalePlanTests(LabFixture lab)
{
    [Fact]
    public async Task A_host_that_was_changed_by_hand_since_the_plan_refuses_it()
    {
        using TemporaryFolder folder = new();
        await using var host = await lab.RentAsync();
        await using var controller = await Controller.StartAsync(folder.Path);
        var truth = await controller.ReadAsync(host, "chimera.yaml");
        var draft = await controller.Planner.TowardsAsync(
            truth, [.. truth.Targets.Where(target => target.Id.Name == host.Name)], TestContext.Current.CancellationToken);
        var other = await TestSystem.BuildAsync("few", paths: 5);
        await host.ImportAsync(other);
        (await host.RunAsync($"nix-env --profile {Targets.Profile} --set {other}")).Succeeded();

        var report = await controller.RunAsync("r1", draft.Plan);

        report.Ended($"{host.Name} Refused");
        Assert.Equal("plan.stale", OutcomeDocument.WhyOf(report.Outcomes.Values.Single())!.Code);
        Assert.Equal("", host.Record("r1"));
        Assert.Equal(other, (await controller.Realm.SeeAsync(draft.Plan.Steps[0])).Committed?.Value);
        var again = await controller.Planner.AgainAsync(draft.Plan, TestContext.Current.CancellationToken);
        Assert.Equal(["plan.stale"], again.Findings.Select(finding => finding.Code));
    }
}
