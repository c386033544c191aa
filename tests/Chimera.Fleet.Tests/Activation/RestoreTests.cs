using Chimera.Engine.Execution;

namespace Chimera.Fleet.Tests.Activation;

public sealed class RestoreTests
{
    public static TheoryData<string> Kinds => LocalHost.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_committed_generation_is_taken_back_at_once(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        await stage.DeployAsync("r2", one, two);

        // A panic has a rollout of its own, which the host never heard of.
        var panic = Stage.Order("panic-1", one, two, TimeSpan.Zero);
        Stage.AssertDone(await stage.RevertAsync(panic));

        Assert.Equal("one switch", stage.Trace[^1]);
        await stage.AssertAtAsync(one);
        Assert.Equal([one], (await stage.SeeAsync()).Available);
        Stage.AssertDone(await stage.RevertAsync(panic));
        Assert.Equal("one switch", stage.Trace[^1]);
        Assert.Equal(5, stage.Trace.Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_panic_takes_a_running_trial_back(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two, three) = (stage.Toplevel("one"), stage.Toplevel("three"), stage.Toplevel("seventh"));
        await stage.DeployAsync("r1", null, one);
        await stage.DeployAsync("r2", one, two);
        Stage.AssertDone(await stage.TryAsync(Stage.Order("r3", two, three)));

        Stage.AssertDone(await stage.RevertAsync(Stage.Order("panic-1", one, two, TimeSpan.Zero)));

        await stage.AssertAtAsync(one);
        Assert.Equal([one], (await stage.SeeAsync()).Available);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_cut_panic_is_seen_and_finished(string kind)
    {
        await using Stage stage = new(kind);
        var one = stage.Toplevel("one", before: "[ $1 != switch ] || [ -e hanging ] || { touch hanging; sleep 30000; }");
        var two = stage.Toplevel("three");
        await stage.DeployAsync("r1", null, one);
        await stage.DeployAsync("r2", one, two);
        var panic = Stage.Order("panic-1", one, two, TimeSpan.Zero);
        stage.Host.OnStart = process => _ = KillWhenHangingAsync();

        Assert.IsType<Reply.Lost>(await stage.RevertAsync(panic));
        stage.Host.OnStart = null;
        Assert.Equal(Chimera.Engine.Discovery.TrialPhase.Interrupted, (await stage.SeeAsync()).Trial?.Phase);
        Stage.AssertDone(await stage.RevertAsync(panic));

        await stage.AssertAtAsync(one);

        async Task KillWhenHangingAsync()
        {
            await Eventually.FileAsync(stage.Host.In("hanging"));
            foreach (var session in stage.Host.Tasks.Where(task => task.Command is [_, "-c", _, "chimera", "revert", ..]))
            {
                session.Kill();
            }
        }
    }

    [Fact]
    public async Task A_host_that_a_rollout_never_reached_is_not_touched_by_its_revert()
    {
        await using Stage stage = new("dash setsid");
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);

        Stage.AssertDone(await stage.RevertAsync(Stage.Order("r2", one, two)));

        Assert.Equal(["one test", "one boot"], stage.Trace);
        await stage.AssertAtAsync(one);
    }

    [Fact]
    public async Task A_generation_that_somebody_else_put_there_is_not_taken_away()
    {
        await using Stage stage = new("dash setsid");
        var (one, two, three) = (stage.Toplevel("one"), stage.Toplevel("three"), stage.Toplevel("seventh"));
        await stage.DeployAsync("r1", null, three);

        var refused = Assert.IsType<Reply.Refused>(await stage.RevertAsync(Stage.Order("r2", one, two)));

        Assert.Equal("activation.stale", refused.Why.Code);
        await stage.AssertAtAsync(three);
    }

    [Fact]
    public async Task A_generation_that_was_taken_back_is_good_again_when_it_is_committed()
    {
        await using Stage stage = new("dash setsid");
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        await stage.DeployAsync("r2", one, two);
        Stage.AssertDone(await stage.RevertAsync(Stage.Order("panic-1", one, two)));

        await stage.DeployAsync("r3", one, two);

        Assert.Equal([two, one], (await stage.SeeAsync()).Available);
    }
}
