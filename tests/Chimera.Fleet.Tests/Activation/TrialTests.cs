using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;

namespace Chimera.Fleet.Tests.Activation;

public sealed class TrialTests
{
    public static TheoryData<string> Kinds => LocalHost.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_committed_trial_becomes_the_profile(string kind)
    {
        await using Stage stage = new(kind);
        var one = stage.Toplevel("one");
        var first = Stage.Order("r1", null, one);

        Stage.AssertDone(await stage.TryAsync(first));
        var onTrial = await stage.SeeAsync();
        Assert.Equal(new Trial(first.Rollout, null, one, TrialPhase.OnTrial, "tester@here"), onTrial.Trial);
        Assert.Equal(one, onTrial.Live);
        Assert.Null(onTrial.Committed);

        Stage.AssertDone(await stage.CommitAsync(first));
        await stage.AssertAtAsync(one);
        Assert.Equal(["one test", "one boot"], stage.Trace);
        Assert.Equal([one], (await stage.SeeAsync()).Available);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_trial_without_a_verdict_takes_itself_back(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        var order = Stage.Order("r2", one, two, TimeSpan.FromSeconds(4));
        Stage.AssertTried(await stage.TryAsync(order));

        await Eventually.Async(() => !stage.Host.Tasks.Any(task => task.IsSupervisor));

        await stage.AssertAtAsync(one);
        Assert.Equal([one], (await stage.SeeAsync()).Available);
        var late = Assert.IsType<Reply.Reverted>(await stage.CommitAsync(order));
        Assert.Equal("activation.deadline", late.Why.Code);
        await stage.AssertAtAsync(one);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_failing_activation_is_taken_back_with_its_last_words(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three", after: "echo 'no such unit'; exit 4"));
        await stage.DeployAsync("r1", null, one);

        var reply = Assert.IsType<Reply.Reverted>(await stage.TryAsync(Stage.Order("r2", one, two)));

        Assert.Equal("activation.failed", reply.Why.Code);
        Assert.StartsWith("the activation exited 4: ", reply.Why.Message, StringComparison.Ordinal);
        Assert.Contains("no such unit", stage.Text($"{State(stage)}/rollouts/r2/log"), StringComparison.Ordinal);
        await stage.AssertAtAsync(one);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_hanging_activation_is_ended_with_everything_it_started(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three", after: "sleep 20000 & sleep 30000"));
        await stage.DeployAsync("r1", null, one);

        var reply = Assert.IsType<Reply.Reverted>(await stage.TryAsync(Stage.Order("r2", one, two, TimeSpan.FromSeconds(1))));

        Assert.Equal("activation.deadline", reply.Why.Code);
        await stage.AssertAtAsync(one);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_hanging_activation_can_be_taken_back_at_once(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three", before: "[ $1 != test ] || { touch hanging; sleep 30000; }"));
        await stage.DeployAsync("r1", null, one);
        var order = Stage.Order("r2", one, two);
        var trial = stage.TryAsync(order);
        await Eventually.FileAsync(stage.Host.In("hanging"));

        Stage.AssertDone(await stage.RevertAsync(order));

        Assert.Equal("activation.withdrawn", Assert.IsType<Reply.Reverted>(await trial).Why.Code);
        await stage.AssertAtAsync(one);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_the_activation_says_is_forwarded_while_it_runs(string kind)
    {
        await using Stage stage = new(kind);
        var one = stage.Toplevel("one", after: "until [ -e go ]; do sleep 0.01; done; echo last");
        Stage.Lines progress = new();
        var trial = stage.TryAsync(Stage.Order("r1", null, one), progress);

        await Eventually.Async(() => progress.All.Contains("activating one for test"));
        Assert.False(trial.IsCompleted);
        await File.WriteAllTextAsync(stage.Host.In("go"), "");

        Stage.AssertDone(await trial);
        Assert.Equal(["activating one for test", "last"], progress.All);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_first_generation_that_is_taken_back_leaves_nothing_to_go_back_to(string kind)
    {
        await using Stage stage = new(kind);
        var one = stage.Toplevel("one", after: "exit 1");

        var reply = Assert.IsType<Reply.Reverted>(await stage.TryAsync(Stage.Order("r1", null, one)));

        Assert.Contains("there was no old generation to activate", reply.Why.Message, StringComparison.Ordinal);
        var seen = await stage.SeeAsync();
        Assert.Null(seen.Live);
        Assert.Null(seen.Committed);
        Assert.Null(seen.Trial);
        Assert.Empty(seen.Available);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_boot_entry_that_cannot_be_written_takes_the_commit_back(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three", before: "[ $1 != boot ] || { echo 'no room in /boot'; exit 1; }"));
        await stage.DeployAsync("r1", null, one);
        var order = Stage.Order("r2", one, two);
        Stage.AssertDone(await stage.TryAsync(order));

        var reply = Assert.IsType<Reply.Reverted>(await stage.CommitAsync(order));

        Assert.Equal("activation.commit-failed", reply.Why.Code);
        Assert.Equal("one switch", stage.Trace[^1]);
        await stage.AssertAtAsync(one);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_way_back_that_fails_is_said_and_leaves_what_is_live_unknown(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one", before: "[ ! -e broken ] || exit 7"), stage.Toplevel("three", after: "touch broken; exit 1"));
        await stage.DeployAsync("r1", null, one);

        var reply = Assert.IsType<Reply.Reverted>(await stage.TryAsync(Stage.Order("r2", one, two)));

        Assert.Equal("activation.revert-failed", reply.Why.Code);
        Assert.EndsWith("exited 7", reply.Why.Message, StringComparison.Ordinal);
        Assert.Null((await stage.SeeAsync()).Live);
    }

    [Theory]
    [InlineData("dash tmux", "deploy-rs-activate")]
    [InlineData("busybox setsid", "bin/activate")]
    [InlineData("dash timeout", "activate")]
    public async Task Other_profiles_are_activated_in_their_own_way(string kind, string path)
    {
        await using Stage stage = new(kind);
        var one = stage.Toplevel("one", before: "echo \"$PROFILE\" >profile", path: path);
        await stage.DeployAsync("r1", null, one);

        await stage.AssertAtAsync(one);
        Assert.Equal(["one "], stage.Trace);
        Assert.Equal(path == "deploy-rs-activate" ? one.Value : "", stage.Text("profile")!.Trim());
    }

    private static string State(Stage stage) =>
        $"var/lib/chimera/{stage.Host.Profile[1..].Replace('/', ',')}";
}
