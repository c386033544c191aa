using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Fleet.Tests.Activation;

public sealed class HoldTests
{
    public static TheoryData<string> Kinds => LocalHost.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_second_rollout_is_refused_and_told_who_holds_the_host(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        var first = Stage.Order("r1", null, one);
        Stage.AssertDone(await stage.TryAsync(first));

        var refused = Assert.IsType<Reply.Refused>(await stage.TryAsync(Stage.Order("r2", null, two)));

        Assert.Equal("activation.held", refused.Why.Code);
        Assert.Contains("rollout r1 of tester@here", refused.Why.Message, StringComparison.Ordinal);
        Stage.AssertDone(await stage.CommitAsync(first));
        await stage.AssertAtAsync(one);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_rollouts_that_begin_together_exactly_one_gets_the_host(string kind)
    {
        await using Stage stage = new(kind);
        Order[] orders = [.. Enumerable.Range(1, 4).Select(number => Stage.Order($"r{number}", null, stage.Toplevel(new string('v', number))))];
        foreach (var order in orders)
        {
            Stage.AssertDone(await stage.Activator.PrepareAsync(order, new Stage.Lines(), CancellationToken.None));
        }

        var replies = await Task.WhenAll(orders.Select(order => stage.Activator.ApplyAsync(order, new Stage.Lines(), CancellationToken.None)));

        var winner = Assert.Single(orders, order => replies[Array.IndexOf(orders, order)] is Reply.Done);
        Assert.All(replies.Where(reply => reply is not Reply.Done), reply => Assert.Equal("activation.held", Assert.IsType<Reply.Refused>(reply).Why.Code));
        Assert.Single(stage.Trace);
        Stage.AssertDone(await stage.CommitAsync(winner));
        await stage.AssertAtAsync(winner.Step.To);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_same_rollout_carries_on_where_it_was(string kind)
    {
        await using Stage stage = new(kind);
        var order = Stage.Order("r1", null, stage.Toplevel("one"));

        Stage.AssertDone(await stage.TryAsync(order));
        Stage.AssertDone(await stage.TryAsync(order));
        Assert.Equal(["one test"], stage.Trace);
        Stage.AssertDone(await stage.CommitAsync(order));
        Stage.AssertDone(await stage.CommitAsync(order));
        Stage.AssertDone(await stage.TryAsync(order));

        Assert.Equal(["one test", "one boot"], stage.Trace);
        await stage.AssertAtAsync(order.Step.To);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task One_rollout_that_is_begun_twice_at_once_activates_once(string kind)
    {
        await using Stage stage = new(kind);
        var order = Stage.Order("r1", null, stage.Toplevel("one"));
        Stage.AssertDone(await stage.Activator.PrepareAsync(order, new Stage.Lines(), CancellationToken.None));

        var replies = await Task.WhenAll(
            stage.Activator.ApplyAsync(order, new Stage.Lines(), CancellationToken.None),
            stage.Activator.ApplyAsync(order, new Stage.Lines(), CancellationToken.None));

        Assert.All(replies, reply => Stage.AssertDone(reply));
        Assert.Equal(["one test"], stage.Trace);
        Stage.AssertDone(await stage.CommitAsync(order));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_trial_that_only_ran_out_of_time_can_be_taken_up_again(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        Stage.AssertTried(await stage.TryAsync(Stage.Order("r2", one, two, TimeSpan.FromSeconds(2))));
        await Eventually.Async(() => !stage.Host.Tasks.Any(task => task.IsSupervisor));

        await stage.DeployAsync("r2", one, two);

        await stage.AssertAtAsync(two);
        Assert.Equal([two, one], (await stage.SeeAsync()).Available);
    }

    [Fact]
    public async Task A_host_that_has_moved_since_the_plan_is_left_alone()
    {
        await using Stage stage = new("dash setsid");
        var (one, two, three) = (stage.Toplevel("one"), stage.Toplevel("three"), stage.Toplevel("seventh"));
        await stage.DeployAsync("r1", null, one);

        var refused = Assert.IsType<Reply.Refused>(await stage.TryAsync(Stage.Order("r2", two, three)));

        Assert.Equal("activation.stale", refused.Why.Code);
        await stage.AssertAtAsync(one);
    }

    [Fact]
    public async Task What_cannot_be_activated_or_is_not_there_is_refused()
    {
        await using Stage stage = new("dash setsid");
        GenerationId empty = new(stage.Host.In("store/empty")), absent = new(stage.Host.In("store/absent"));
        Directory.CreateDirectory(empty.Value);

        Assert.Equal("activation.nothing-to-activate", Assert.IsType<Reply.Refused>(await stage.TryAsync(Stage.Order("r1", null, empty))).Why.Code);
        Assert.Equal("activation.missing", Assert.IsType<Reply.Refused>(await stage.TryAsync(Stage.Order("r2", null, absent))).Why.Code);
        var unprepared = await stage.Activator.ApplyAsync(Stage.Order("r3", null, stage.Toplevel("one")), new Stage.Lines(), CancellationToken.None);
        Assert.Equal("activation.unprepared", Assert.IsType<Reply.Refused>(unprepared).Why.Code);
        Assert.Null((await stage.SeeAsync()).Trial);
    }

    [Fact]
    public async Task A_verdict_on_a_rollout_that_the_host_does_not_know_changes_nothing()
    {
        await using Stage stage = new("dash setsid");
        var one = stage.Toplevel("one");
        await stage.DeployAsync("r1", null, one);

        var reply = Assert.IsType<Reply.Refused>(await stage.CommitAsync(Stage.Order("r9", one, one)));

        Assert.Equal("activation.unknown-rollout", reply.Why.Code);
        await stage.AssertAtAsync(one);
    }
}
