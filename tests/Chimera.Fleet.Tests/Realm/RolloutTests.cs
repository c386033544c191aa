using Chimera.Engine.Execution;
using Chimera.Engine.Record;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>The example fleet on five real hosts, through the whole engine.</summary>
public sealed class RolloutTests(LabFixture lab)
{
    [Fact]
    public async Task Databases_go_before_web_servers_and_a_canary_before_the_rest()
    {
        using TemporaryFolder folder = new();
        await using var hosts = await RentedHosts.RentAsync(lab);
        await using (var controller = await Controller.StartAsync(folder.Path))
        {
            var draft = await controller.PlanAsync(hosts[1], "chimera.yaml");
            var report = await controller.RunAsync("r1", draft.Plan);

            report.Ended("lab1 Committed, lab2 Committed, lab3 Committed, lab4 Committed, lab5 Committed");
            Assert.Equal("arm 5, commit 5, daemon 5, look 5, missing 5, observe 5, prepare 5, space 5", Calls(controller));
            Assert.Equal(
                ["db canary lab2", "db rest lab4", "web canary lab1", "web rest lab3 lab5"],
                Waves(await controller.EventsAsync("rollout/r1")));
            await AssertOrderAsync(controller);
            await controller.Realm.AreAllAtAsync(draft.Plan, step => step.To);
        }

        Assert.Equal([2, 2, 1, 1, 1], hosts.Select(host => host.Logins()));
        Assert.Equal([0, 0, 1, 1, 1], hosts.Select(host => host.Knocks()));
        await using var later = await Controller.StartAsync(folder.Path);
        Assert.True((await later.PlanAsync(hosts[1], "chimera.yaml")).Plan.AtRest);
        Assert.Equal([3, 3, 2, 2, 2], hosts.Select(host => host.Logins()));
        Assert.Equal("Hello from version 1", (await hosts[1].RunAsync("/run/current-system/sw/bin/wget -q -O - http://self.lab:18080/")).Succeeded());
    }

    [Fact]
    public async Task A_broken_version_gets_no_further_than_its_canary_and_may_not_come_back()
    {
        using TemporaryFolder folder = new();
        await using var hosts = await RentedHosts.RentAsync(lab);
        await using var controller = await Controller.StartAsync(folder.Path);
        await controller.DeployAsync(hosts[1], "chimera.yaml", "r1");

        var broken = await controller.PlanAsync(hosts[1], "broken.yaml", deadline: "2s");
        var report = await controller.RunAsync("r2", broken.Plan);

        report.Ended("lab1 Reverted, lab2 Committed, lab3 NotReached, lab4 Committed, lab5 NotReached");
        Assert.Contains("answers 500, not 200", OutcomeDocument.WhyOf(report.Outcomes.Values.First())!.Message, StringComparison.Ordinal);
        await controller.Realm.AreAllAtAsync(broken.Plan, step => step.Target.Group == "db" ? step.To : step.From);
        Assert.Contains("ended reverted", hosts[1].Record("r2"), StringComparison.Ordinal);
        Assert.All([hosts[3], hosts[5]], host => Assert.Equal("", host.Record("r2")));
        Assert.Equal("Hello from version 1", (await hosts[1].RunAsync("/run/current-system/sw/bin/wget -q -O - http://self.lab:18080/")).Succeeded());

        var again = await controller.PlanAsync(hosts[1], "broken.yaml");
        Assert.False(again.MayRun);
        Assert.Equal(["plan.quarantined"], again.Findings.Select(finding => finding.Code).Distinct());

        await RollBackAsync(controller, world: 1);
    }

    [Fact]
    public async Task A_host_that_went_down_is_unreachable_and_the_others_arrive()
    {
        using TemporaryFolder folder = new();
        await using var hosts = await RentedHosts.RentAsync(lab);
        await using var controller = await Controller.StartAsync(folder.Path);
        var draft = await controller.PlanAsync(hosts[1], "chimera.yaml");
        await hosts[5].BreakAsync("power");

        var report = await controller.RunAsync("r1", draft.Plan);

        report.Ended("lab1 Committed, lab2 Committed, lab3 Committed, lab4 Committed, lab5 Unreachable");
        var later = await controller.PlanAsync(hosts[1], "chimera.yaml");
        Assert.Equal("ssh.connection-refused", Assert.Single(later.Unseen).Value.Code);
        Assert.True(later.Plan.AtRest);
        Assert.Equal(4, later.Plan.Steps.Length);
    }

    private static async Task RollBackAsync(Controller controller, long world)
    {
        var worlds = await WorldHistory.ReadAsync(controller.Journal, TestContext.Current.CancellationToken);
        var back = await controller.Planner.BackToAsync(worlds.Find(world)!, _ => true, TestContext.Current.CancellationToken);
        Assert.Empty(back.Unseen);
        Assert.True(back.MayRun);
        Assert.Equal(["lab2", "lab4"], back.Plan.Steps.Where(step => !step.AtRest).Select(step => step.Id.Name));

        var report = await controller.RunAsync("r3", back.Plan);

        report.Ended("lab1 Unchanged, lab2 Committed, lab3 Unchanged, lab4 Committed, lab5 Unchanged");
        await controller.Realm.AreAllAtAsync(back.Plan, step => worlds.Find(world)!.Targets[step.Id].Generation);
    }

    /// <summary>What planning and deploying asked of all hosts together; how often health is looked at depends on time.</summary>
    private static string Calls(Controller controller) => string.Join(", ", controller.Channels.Operations
        .Where(operation => operation != "probe")
        .CountBy(operation => operation)
        .OrderBy(count => count.Key, StringComparer.Ordinal)
        .Select(count => $"{count.Key} {count.Value}"));

    private static IEnumerable<string> Waves(IEnumerable<RecordedEvent> events) => events
        .Where(entry => entry.Type == EventTypes.WaveStarted)
        .Select(entry => $"{entry.Data["group"]} {entry.Data["kind"]} {string.Join(' ', entry.Data["targets"]!.AsArray().Select(id => id!.ToString()["fleet/".Length..]))}");

    /// <summary>No web server was touched before both databases had arrived, and none before its canary had.</summary>
    private static async Task AssertOrderAsync(Controller controller)
    {
        var events = (await controller.EventsAsync("rollout/r1")).ConvertAll(entry => $"{entry.Type} {entry.Data["target"]}");
        int At(string what) => events.IndexOf(what);
        Assert.True(At("step.committed fleet/lab2") < At("step.applying fleet/lab4"));
        Assert.True(At("step.committed fleet/lab4") < At("step.applying fleet/lab1"));
        Assert.All(["lab3", "lab5"], name => Assert.True(At("step.committed fleet/lab1") < At($"step.applying fleet/{name}")));
    }
}
