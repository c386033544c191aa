using System.Diagnostics;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>Whatever is cut at whatever moment, the host ends at its old or its new generation, and nothing of the change is left running.</summary>
public sealed class CutTests
{
    // Hangs there once, in the given action: the place where the supervisor is cut.
    private const string HangOnce = "[ -e hanging ] || { touch hanging; sleep 30000; }";

    public static TheoryData<string> Kinds => LocalHost.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_supervisor_killed_while_activating_leaves_the_old_generation(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three", after: HangOnce));
        await stage.DeployAsync("r1", null, one);
        var trial = stage.TryAsync(Stage.Order("r2", one, two));
        await Eventually.FileAsync(stage.Host.In("hanging"));

        await stage.KillSupervisorAsync();

        // The call that waited sees that nobody decides any more, and settles it.
        Assert.Equal("activation.interrupted", Assert.IsType<Reply.Reverted>(await trial).Why.Code);
        await stage.AssertAtAsync(one);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_supervisor_killed_on_trial_is_seen_as_interrupted_and_settled(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        var order = Stage.Order("r2", one, two);
        Stage.AssertDone(await stage.TryAsync(order));

        await stage.KillSupervisorAsync();

        Assert.Equal(TrialPhase.Interrupted, (await stage.SeeAsync()).Trial?.Phase);
        Assert.Equal("activation.interrupted", Assert.IsType<Reply.Reverted>(await stage.CommitAsync(order)).Why.Code);
        await stage.AssertAtAsync(one);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_supervisor_killed_while_committing_leaves_the_new_generation(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three", before: $"[ $1 != boot ] || {HangOnce}"));
        await stage.DeployAsync("r1", null, one);
        var order = Stage.Order("r2", one, two);
        Stage.AssertDone(await stage.TryAsync(order));
        var commit = stage.CommitAsync(order);
        await Eventually.FileAsync(stage.Host.In("hanging"));

        await stage.KillSupervisorAsync();

        Stage.AssertDone(await commit);
        Assert.Equal(["three boot", "three boot"], stage.Trace.TakeLast(2));
        await stage.AssertAtAsync(two);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_supervisor_killed_while_reverting_leaves_the_old_generation(string kind)
    {
        await using Stage stage = new(kind);
        var one = stage.Toplevel("one", before: $"[ ! -e failed ] || {HangOnce}");
        var two = stage.Toplevel("three", after: "touch failed; exit 1");
        await stage.DeployAsync("r1", null, one);
        var trial = stage.TryAsync(Stage.Order("r2", one, two));
        await Eventually.FileAsync(stage.Host.In("hanging"));

        await stage.KillSupervisorAsync();

        Assert.IsType<Reply.Reverted>(await trial);
        await stage.AssertAtAsync(one);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_supervisor_killed_at_any_moment_leaves_old_or_new(string kind)
    {
        await using Stage stage = new(kind);
        var current = stage.Toplevel("one");
        await stage.DeployAsync("r0", null, current);
        Random moments = new(7);
        for (var round = 1; round <= 8; round++)
        {
            var next = stage.Toplevel(new string('v', (round % 7) + 1));
            var order = Stage.Order($"r{round}", current, next);
            using CancellationTokenSource over = new();
            var killer = KillSomewhereAsync(stage, order, moments.Next(40), over.Token);

            var reply = await stage.TryAsync(order);
            reply = reply is Reply.Done ? await stage.CommitAsync(order) : reply;
            await over.CancelAsync();
            await killer;

            current = reply is Reply.Done ? next : current;
            Stage.AssertDone(await stage.SettleAsync());
            await stage.AssertAtAsync(current);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_next_rollout_settles_what_another_left(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two, three) = (stage.Toplevel("one"), stage.Toplevel("three"), stage.Toplevel("seventh"));
        await stage.DeployAsync("r1", null, one);
        Stage.AssertDone(await stage.TryAsync(Stage.Order("r2", one, two)));
        await stage.KillSupervisorAsync();

        await stage.DeployAsync("r3", one, three);

        await stage.AssertAtAsync(three);
        Assert.Equal([three, one], (await stage.SeeAsync()).Available);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_session_that_ends_during_the_activation_does_not_end_the_trial(string kind)
    {
        await using Stage stage = new(kind);
        var one = stage.Toplevel("one", after: "touch hanging; until [ -e go ]; do sleep 0.01; done");
        var order = Stage.Order("r1", null, one);
        Stage.AssertDone(await stage.Activator.PrepareAsync(order, new Stage.Lines(), CancellationToken.None));
        Process? session = null;
        stage.Host.OnStart = process => session ??= process;
        var cut = stage.Activator.ApplyAsync(order, new Stage.Lines(), CancellationToken.None);
        await Eventually.FileAsync(stage.Host.In("hanging"));

        session!.Kill();
        await File.WriteAllTextAsync(stage.Host.In("go"), "");
        Assert.IsType<Reply.Lost>(await cut);

        Stage.AssertDone(await stage.TryAsync(order));
        Assert.Equal(["one test"], stage.Trace);
        Stage.AssertDone(await stage.CommitAsync(order));
        await stage.AssertAtAsync(one);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_commit_and_the_deadline_at_one_moment_end_in_what_the_reply_says(string kind)
    {
        await using Stage stage = new(kind);
        var current = stage.Toplevel("one");
        await stage.DeployAsync("r0", null, current);
        for (var round = 1; round <= 8; round++)
        {
            var next = stage.Toplevel(new string('v', (round % 7) + 1));
            var order = Stage.Order($"r{round}", current, next, TimeSpan.FromSeconds(1));
            var reply = await stage.TryAsync(order);
            if (reply is Reply.Done)
            {
                // The end of the timer is the deadline; each second commit comes before it.
                await Eventually.Async(() => round % 2 == 0 || !stage.Host.Tasks.Any(task => task.IsTimer && task.Command[1] == "1"));
                reply = await stage.CommitAsync(order);
            }

            current = reply switch
            {
                Reply.Done => next,
                Reply.Reverted { Why.Code: "activation.deadline" } => current,
                _ => throw new InvalidOperationException($"neither: {reply}"),
            };
            await stage.AssertAtAsync(current);
        }
    }

    [Theory]
    [InlineData("armed", true)]
    [InlineData("activating", false)]
    [InlineData("on-trial", false)]
    [InlineData("committing", null)]
    public async Task After_a_restart_the_record_of_the_other_boot_is_settled(string phase, bool? untouched)
    {
        await using Stage stage = new("dash setsid");
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        Stage.AssertDone(await stage.TryAsync(Stage.Order("r2", one, two)));
        await stage.KillSupervisorAsync();
        var folder = Path.Combine(stage.Host.In("var/lib/chimera"), stage.Host.Profile[1..].Replace('/', ','), "rollouts/r2");
        var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        foreach (var file in Directory.GetFiles(folder, "term.*").Append(Path.Combine(folder, "record")))
        {
            // In place, since the hold is a hard link to the record.
            var text = File.ReadAllText(file).Replace(boot, "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal);
            using StreamWriter writer = new(new FileStream(file, FileMode.Truncate));
            await writer.WriteAsync(text + (Path.GetFileName(file) == "record" ? $"\nphase {phase}\n" : ""));
        }

        Assert.Equal(TrialPhase.Interrupted, (await stage.SeeAsync()).Trial?.Phase);
        var before = stage.Trace.Count;
        var reply = await stage.SettleAsync();

        Assert.Equal(untouched is null, reply is Reply.Done);
        Assert.Equal(untouched is true, stage.Trace.Count == before);
        var seen = await stage.SeeAsync();
        Assert.Null(seen.Trial);
        Assert.Equal(untouched is null ? two : one, seen.Committed);
    }

    /// <summary>Kills the rollout's supervisor so many looks after it has begun to decide.</summary>
    private static async Task KillSomewhereAsync(Stage stage, Order order, int looks, CancellationToken over)
    {
        var record = Path.Combine("var/lib/chimera", stage.Host.Profile[1..].Replace('/', ','), $"rollouts/{order.Rollout}/record");
        while (!over.IsCancellationRequested)
        {
            if (stage.Text(record)?.Contains("phase activating", StringComparison.Ordinal) is true && --looks < 0 && stage.Host.Tasks.FirstOrDefault(task => task.IsSupervisor) is { } supervisor)
            {
                supervisor.Kill();
                return;
            }

            await Task.Yield();
        }
    }
}
