using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Fleet.Tests.Activation;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Folders;

public sealed class FolderTrialTests
{
    public static TheoryData<string> Kinds => FolderStage.Kinds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_trial_is_seen_in_generations_and_committed(string kind)
    {
        await using FolderStage stage = new(kind);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await stage.DeployAsync("r1", null, one, stage.Site("one"));
        var order = FolderStage.Order("r2", one, two);

        Stage.AssertDone(await stage.TryAsync(order, stage.Site("two")));
        Assert.IsType<Health.Healthy>(await stage.Folder.VerifyAsync(order, Cancel));
        var seen = await stage.SeeAsync();
        Assert.Equal(new Trial(order.Rollout, one, two, TrialPhase.OnTrial, "tester@here"), seen.Trial);
        Assert.Equal((two, one), (seen.Live, seen.Committed));
        Stage.AssertDone(await stage.Folder.CommitAsync(order, Cancel));

        await AssertAtAsync(stage, two, "two");
        Assert.Equal([two, one], (await stage.SeeAsync()).Available);
        // Neither needs to be there for it, and nothing but the loop's own folders is written.
        Assert.False(Directory.Exists(stage.Host.In("nix/var/nix/gcroots")));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_trial_and_a_committed_generation_are_taken_back(string kind)
    {
        await using FolderStage stage = new(kind);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await stage.DeployAsync("r1", null, one, stage.Site("one"));
        var trial = FolderStage.Order("r2", one, two);
        Stage.AssertDone(await stage.TryAsync(trial, stage.Site("two")));

        var back = Assert.IsType<Reply.Done>(await stage.Folder.RevertAsync(trial, Cancel));
        Assert.Equal((one, one), (back.Seen!.Live, back.Seen.Committed));
        Assert.IsType<Health.Gone>(await stage.Folder.VerifyAsync(trial, Cancel));
        await AssertAtAsync(stage, one, "one");

        await stage.DeployAsync("r3", one, two, stage.Site("two"));
        Stage.AssertDone(await stage.Folder.RevertAsync(FolderStage.Order("panic-1", one, two, TimeSpan.Zero), Cancel));
        await AssertAtAsync(stage, one, "one");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_trial_without_a_verdict_takes_itself_back(string kind)
    {
        await using FolderStage stage = new(kind);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await stage.DeployAsync("r1", null, one, stage.Site("one"));
        var order = FolderStage.Order("r2", one, two, TimeSpan.FromSeconds(2));
        Stage.AssertTried(await stage.TryAsync(order, stage.Site("two")));

        await Eventually.Async(() => stage.Host.Tasks.Count == 0);

        await AssertAtAsync(stage, one, "one");
        Assert.Equal("activation.deadline", Assert.IsType<Health.Gone>(await stage.Folder.VerifyAsync(order, Cancel)).Why.Code);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_first_generation_that_is_taken_back_takes_itself_away(string kind)
    {
        await using FolderStage stage = new(kind);
        var one = FolderStage.Generation(1);
        var order = FolderStage.Order("r1", null, one);
        Stage.AssertDone(await stage.TryAsync(order, stage.Site("one")));
        Assert.Equal("one", stage.Live);

        var back = Assert.IsType<Reply.Done>(await stage.Folder.RevertAsync(order, Cancel));

        Assert.Null(back.Seen!.Live);
        await AssertAtAsync(stage, null, null);
        // Also from a commit, by a rollout that the host never heard of.
        await stage.DeployAsync("r2", null, one, stage.Site("one"));
        Stage.AssertDone(await stage.Folder.RevertAsync(FolderStage.Order("panic-1", null, one, TimeSpan.Zero), Cancel));
        await AssertAtAsync(stage, null, null);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_first_activation_that_fails_half_way_takes_away_what_it_did(string kind)
    {
        await using FolderStage stage = new(kind);
        var files = stage.Site("one").With("bin/activate", $"#!{stage.Host.In("bin/sh")}\ncd '{stage.Host.Root}'\necho half >live\nexit 3\n", executable: true);

        var reply = Assert.IsType<Reply.Reverted>(await stage.TryAsync(FolderStage.Order("r1", null, FolderStage.Generation(1)), files));

        Assert.Equal("activation.failed", reply.Why.Code);
        Assert.EndsWith("the new one took away what it had changed", reply.Why.Message, StringComparison.Ordinal);
        await AssertAtAsync(stage, null, null);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_deactivation_that_fails_is_said_and_can_be_asked_for_again(string kind)
    {
        await using FolderStage stage = new(kind);
        var one = FolderStage.Generation(1);
        var order = FolderStage.Order("r1", null, one);
        Stage.AssertDone(await stage.TryAsync(order, stage.Site("one", deactivate: "[ -e mended ] || exit 7; rm -f live")));

        var reply = Assert.IsType<Reply.Reverted>(await stage.Folder.RevertAsync(order, Cancel));

        Assert.Equal("activation.revert-failed", reply.Why.Code);
        Assert.EndsWith("its bin/deactivate exited 7", reply.Why.Message, StringComparison.Ordinal);
        await AssertAtAsync(stage, one, "one", committed: false);
        await File.WriteAllTextAsync(stage.Host.In("mended"), "", Cancel);
        Stage.AssertDone(await stage.Folder.RevertAsync(FolderStage.Order("r2", null, one), Cancel));
        await AssertAtAsync(stage, null, null);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_first_trial_whose_supervisor_was_killed_is_taken_away_by_whoever_settles_it(string kind)
    {
        await using FolderStage stage = new(kind);
        var order = FolderStage.Order("r1", null, FolderStage.Generation(1));
        Stage.AssertDone(await stage.TryAsync(order, stage.Site("one")));
        Assert.Single(stage.Host.Tasks, task => task.IsSupervisor).Kill();
        await Eventually.Async(() => !stage.Host.Tasks.Any(task => task.IsSupervisor));
        Assert.Equal(TrialPhase.Interrupted, (await stage.SeeAsync()).Trial?.Phase);

        Assert.IsType<Health.Gone>(await stage.Folder.VerifyAsync(order, Cancel));

        await AssertAtAsync(stage, null, null);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_order_for_a_host_that_was_not_prepared_prepares_it(string kind)
    {
        await using FolderStage stage = new(kind);
        var (one, two) = (FolderStage.Generation(1), FolderStage.Generation(2));
        await stage.DeployAsync("r1", null, one, stage.Site("one"));
        Stage.AssertDone(await stage.PrepareAsync(FolderStage.Order("r2", one, two), stage.Site("two")));

        var order = FolderStage.Order("r3", one, two);
        Stage.AssertDone(await stage.Folder.ApplyAsync(order, new Told<string>(), Cancel));
        var absent = await stage.Folder.ApplyAsync(FolderStage.Order("r4", one, FolderStage.Generation(9)), new Told<string>(), Cancel);
        Assert.IsType<Reply.Refused>(absent);
        Stage.AssertDone(await stage.Folder.CommitAsync(order, Cancel));

        await AssertAtAsync(stage, two, "two");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_old_generations_the_last_ten_stay_and_what_is_live(string kind)
    {
        await using FolderStage stage = new(kind);
        await stage.DeployAsync("r1", null, FolderStage.Generation(1), stage.Site("v1"));
        for (var number = 2; number <= 14; number++)
            await stage.DeployAsync($"r{number}", FolderStage.Generation(number - 1), FolderStage.Generation(number), stage.Site($"v{number}"));
        // The profile goes back to the oldest, which becomes the newest generation's rival for staying.
        var oldest = (await stage.SeeAsync()).Available[^1];
        await stage.DeployAsync("back", FolderStage.Generation(14), oldest, stage.Site("unused"));

        // Nothing was pruned since it needed nothing to be brought; the next does it.
        await stage.DeployAsync("r15", oldest, FolderStage.Generation(15), stage.Site("v15"));

        Assert.Contains(oldest.Value[7..], stage.Standing);
        Assert.DoesNotContain(FolderStage.Generation(1).Value[7..], stage.Standing);
        Assert.DoesNotContain(FolderStage.Generation(2).Value[7..], stage.Standing);
        Assert.InRange(stage.Standing.Count, 10, 12);
        var seen = await stage.SeeAsync();
        Assert.Equal(FolderStage.Generation(15), seen.Available[0]);
        Assert.All(seen.Available, generation => Assert.Contains(generation.Value[7..], stage.Standing));
        await AssertAtAsync(stage, FolderStage.Generation(15), "v15");
    }

    [Fact]
    public async Task A_trial_that_another_rollout_holds_is_not_pruned()
    {
        await using FolderStage stage = new("dash setsid");
        var (one, two, three) = (FolderStage.Generation(1), FolderStage.Generation(2), FolderStage.Generation(3));
        await stage.DeployAsync("r1", null, one, stage.Site("one"));
        var trial = FolderStage.Order("r2", one, two);
        Stage.AssertDone(await stage.TryAsync(trial, stage.Site("two")));

        Stage.AssertDone(await stage.PrepareAsync(FolderStage.Order("r3", one, three), stage.Site("three")));

        Stage.AssertDone(await stage.Folder.CommitAsync(trial, Cancel));
        await AssertAtAsync(stage, two, "two");
    }

    private static async Task AssertAtAsync(FolderStage stage, Chimera.Engine.Planning.GenerationId? generation, string? live, bool committed = true)
    {
        var seen = await stage.SeeAsync();
        Assert.Equal(generation, seen.Live);
        Assert.Equal(committed ? generation : null, seen.Committed);
        Assert.Null(seen.Trial);
        Assert.Equal(live, stage.Live);
        await Eventually.Async(() => stage.Host.Tasks.Count == 0);
    }
}
