using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>Operations that were given up and reach the host all the same, behind later ones.</summary>
public sealed class LateTests
{
    [Theory]
    [InlineData("dash tmux")]
    [InlineData("busybox setsid")]
    public async Task An_arm_that_comes_after_its_rollout_was_taken_back_tries_nothing(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        var order = Stage.Order("r2", one, two);
        Stage.AssertDone(await stage.Activator.PrepareAsync(order, new Stage.Lines(), CancellationToken.None));
        Stage.AssertDone(await stage.RevertAsync(order));
        var before = stage.Trace.Count;

        var late = await stage.Activator.ApplyAsync(order, new Stage.Lines(), CancellationToken.None);

        Assert.True(late is Reply.Reverted { Withdrawn: true }, late.ToString());
        Assert.Equal(before, stage.Trace.Count);
        await stage.AssertAtAsync(one);
    }

    [Theory]
    [InlineData("dash tmux")]
    [InlineData("busybox setsid")]
    public async Task An_arm_that_comes_after_another_rollout_took_its_commit_back_tries_nothing(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        await stage.DeployAsync("r2", one, two);
        Stage.AssertDone(await stage.RevertAsync(Stage.Order("panic", one, two)));
        var before = stage.Trace.Count;

        var late = await stage.Activator.ApplyAsync(Stage.Order("r2", one, two), new Stage.Lines(), CancellationToken.None);

        Assert.True(late is Reply.Reverted { Withdrawn: true }, late.ToString());
        Assert.Equal(before, stage.Trace.Count);
        await stage.AssertAtAsync(one);
    }

    [Fact]
    public async Task An_arm_that_finds_another_rollout_was_there_already_changes_nothing()
    {
        await using Stage stage = new("dash tmux");
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        var order = Stage.Order("r3", one, two);
        Stage.AssertDone(await stage.Activator.PrepareAsync(order, new Stage.Lines(), CancellationToken.None));
        await stage.DeployAsync("r2", one, two);

        var late = await stage.Activator.ApplyAsync(order, new Stage.Lines(), CancellationToken.None);

        Assert.True(late is Reply.Refused { Why.Code: "activation.stale" }, late.ToString());
        await stage.AssertAtAsync(two);
    }

    [Fact]
    public async Task A_commit_that_a_restart_into_the_old_generation_cut_off_is_taken_back()
    {
        await using Stage stage = new("dash tmux");
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        Stage.AssertDone(await stage.TryAsync(Stage.Order("r2", one, two)));
        await stage.KillSupervisorAsync();
        var folder = Path.Combine(stage.Host.In("var/lib/chimera"), stage.Host.Profile[1..].Replace('/', ','));
        var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "rollouts/r2"), "term.*").Append(Path.Combine(folder, "rollouts/r2/record")))
        {
            // In place, since the hold is a hard link to the record.
            var text = File.ReadAllText(file).Replace(boot, "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal);
            await using StreamWriter writer = new(new FileStream(file, FileMode.Truncate));
            await writer.WriteAsync(text + (Path.GetFileName(file) == "record" ? "\nphase committing\n" : ""));
        }

        File.WriteAllText(Path.Combine(folder, "live"), one.Value + "\n");
        Assert.Equal(TrialPhase.Interrupted, (await stage.SeeAsync()).Trial?.Phase);

        var reply = await stage.SettleAsync();

        Assert.True(reply is Reply.Reverted { Why.Code: "activation.interrupted" }, reply.ToString());
        var seen = await stage.SeeAsync();
        Assert.Equal((one, one, null), (seen.Live, seen.Committed, seen.Trial));
        Assert.Equal("one", stage.Serving);
    }
}
