using Chimera.Engine.Execution;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>Taking everything back at once.</summary>
public sealed class PanicTests(LabFixture lab)
{
    [Fact]
    public async Task Panic_brings_every_host_back_over_the_connections_that_are_open()
    {
        using TemporaryFolder folder = new();
        await using var hosts = await RentedHosts.RentAsync(lab);
        await using var controller = await Controller.StartAsync(folder.Path);
        await controller.DeployAsync(hosts[1], "chimera.yaml", "r1");
        var second = await controller.PlanAsync(hosts[1], "v2.yaml");
        (await controller.RunAsync("r2", second.Plan)).Ended("lab1 Committed, lab2 Committed, lab3 Committed, lab4 Committed, lab5 Committed");
        var logins = hosts.Select(host => host.Logins()).ToList();

        var started = TimeProvider.System.GetTimestamp();
        var report = await controller.PanicAsync("p1");
        TestContext.Current.SendDiagnosticMessage($"panic on 5 hosts: {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0} ms");

        report.Ended("lab1 Reverted, lab2 Reverted, lab3 Reverted, lab4 Reverted, lab5 Reverted");
        Assert.Equal(logins, hosts.Select(host => host.Logins()));
        await controller.Realm.AreAllAtAsync(second.Plan, step => step.From);
        Assert.Equal("Hello from version 1", (await hosts[1].RunAsync("/run/current-system/sw/bin/wget -q -O - http://self.lab:18080/")).Succeeded());
        var quarantine = await Quarantine.ReadAsync(controller.Journal, TestContext.Current.CancellationToken);
        Assert.All(second.Plan.Steps, step => Assert.True(quarantine.Held.ContainsKey(step.To)));
    }

    [Fact]
    public async Task Panic_in_the_middle_of_a_rollout_whose_controller_is_gone_takes_back_what_it_began()
    {
        using TemporaryFolder folder = new();
        await using var hosts = await RentedHosts.RentAsync(lab);
        await using (var first = await Controller.StartAsync(folder.Path))
            await first.DeployAsync(hosts[1], "chimera.yaml", "r1");

        var cut = await Controller.StartAsync(folder.Path);
        var draft = await cut.PlanAsync(hosts[1], "v2.yaml", healthyTime: "4m", deadline: "5m");
        TaskCompletionSource onTrial = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = cut.RunAsync("r2", draft.Plan, new Told<TargetProgress>(told =>
        {
            if (told is { Target.Name: "lab2", Phase: RolloutPhase.Verifying })
                onTrial.TrySetResult();
        }));
        await onTrial.Task.WaitAsync(TestContext.Current.CancellationToken);
        await cut.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => running);

        await using var controller = await Controller.StartAsync(folder.Path);
        var report = await controller.PanicAsync("p1", draft.Plan);

        report.Ended("lab1 Reverted, lab2 Reverted, lab3 Reverted, lab4 Reverted, lab5 Reverted");
        await controller.Realm.AreAllAtAsync(draft.Plan, step => step.From);
        Assert.Contains("ended reverted withdrawn", hosts[2].Record("r2"), StringComparison.Ordinal);
        Assert.Null(await Unfinished.FindAsync(controller.Journal, TestContext.Current.CancellationToken));
    }
}
