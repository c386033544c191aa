using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Fleet.Lab;
using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>Trials on real hosts, with everything that can happen to the connection and the host meanwhile.</summary>
public sealed class TrialOverSshTests(LabFixture lab)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_host_has_nothing_then_a_trial_then_a_generation()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        var order = host.Spec().Order(null, system);

        Assert.Equal(Seen(null, null), await SeeAsync(parts, order));
        await parts.TryAsync(order);
        Assert.Equal(Seen(system, null, $"on-trial {system} of r1"), await SeeAsync(parts, order));
        RealmParts.Done(await parts.Realm.CommitAsync(order, Cancel));
        Assert.Equal(Seen(system, system, "", system), await SeeAsync(parts, order));
        RealmParts.Done(await parts.Realm.RevertAsync(order, Cancel));
        Assert.Equal(Seen(null, null), await SeeAsync(parts, order));
    }

    [Fact]
    public async Task Cut_off_from_its_controller_a_host_goes_back_when_its_window_ends()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var (old, next) = await TwoAsync(host, parts);
        var order = host.Spec().Order(old, next, window: TimeSpan.FromSeconds(8), rollout: "r2");

        await parts.TryAsync(order);
        await host.BreakAsync("sshd");
        await Inside.UntilAsync(() => host.Record("r2").Contains("ended reverted deadline", StringComparison.Ordinal));

        await host.InsideAsync($"rm /run/sshd.pid; {Inside.StartSshd}");
        Assert.Equal(Seen(old, old, "", old), await SeeAsync(parts, order));
        var late = Assert.IsType<Reply.Reverted>(await parts.Realm.CommitAsync(order, Cancel));
        Assert.Equal("activation.deadline", late.Why.Code);
    }

    [Fact]
    public async Task A_power_cut_on_trial_comes_up_in_the_old_generation_and_the_next_rollout_settles_it()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var (old, next) = await TwoAsync(host, parts);
        var order = host.Spec().Order(old, next, rollout: "r2");

        await parts.TryAsync(order);
        Assert.Equal("next", await LiveAsync(host));
        await host.BreakAsync("boot");
        Assert.Equal("old", await LiveAsync(host));
        Assert.Equal($"interrupted {next} of r2", (await SeeAsync(parts, order)).Trial);

        await parts.CommitAsync(host.Spec().Order(old, next, rollout: "r3"));
        Assert.Equal(("next", Seen(next, next, "", next, old)), (await LiveAsync(host), await SeeAsync(parts, order)));
        Assert.Contains("ended reverted interrupted", host.Record("r2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generation_that_lets_nobody_log_in_is_unhealthy_and_is_taken_back_over_the_open_connection()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var old = await TestSystem.BuildAsync("lets-in", Inside.StartSshd);
        var next = await TestSystem.BuildAsync("lets-nobody-in", "kill $(cat /run/sshd.pid); while [ -e /run/sshd.pid ]; do sleep 0.02; done");
        await parts.CommitAsync(host.Spec().Order(null, old));
        var order = host.Spec().Order(old, next, rollout: "r2");

        await parts.TryAsync(order);
        var unhealthy = Assert.IsType<Health.Unhealthy>(await parts.Realm.VerifyAsync(order, Cancel));
        Assert.Equal("ssh.connection-refused", unhealthy.Why.Code);
        RealmParts.Done(await parts.Realm.RevertAsync(order, Cancel));

        (await host.RunAsync("true")).Succeeded();
        Assert.Equal(Seen(old, old, "", old), await SeeAsync(parts, order));
    }

    [Fact]
    public async Task A_failing_activation_is_taken_back_and_its_last_words_are_told()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var (old, _) = await TwoAsync(host, parts);
        var bad = await TestSystem.BuildAsync("bad", "echo 'no such unit' >&2; exit 7");
        var order = host.Spec().Order(old, bad, rollout: "r2");
        RealmParts.Done(await parts.Realm.PrepareAsync(order, new Told<string>(), Cancel));
        Told<string> lines = new();

        var reverted = Assert.IsType<Reply.Reverted>(await parts.Realm.ApplyAsync(order, lines, Cancel));

        Assert.Equal("the activation exited 7: no such unit; the host is back at its old generation", reverted.Why.Message);
        Assert.Contains("no such unit", lines.Values);
        Assert.Equal(("old", Seen(old, old, "", old)), (await LiveAsync(host), await SeeAsync(parts, order)));
    }

    [Theory]
    [InlineData(LabShell.Machine)]
    [InlineData(LabShell.BusyBox)]
    public async Task A_deploy_user_with_sudo_goes_the_whole_way(LabShell shell)
    {
        TemporaryLab.SkipUnlessPossible();
        await using var own = new TemporaryLab();
        var up = await own.UpAsync(1, new LabOptions(User: "deploy", Shell: shell));
        await using var host = new RentedHost(own.Lab, up.Hosts[0], own.Host("lab1"), _ => Task.CompletedTask);
        await using var parts = new RealmParts();
        var old = await TestSystem.BuildAsync("old", "id -u >/run/user");
        var next = await TestSystem.BuildAsync("next", "echo next >/run/user");
        var spec = host.Spec() with { Access = host.Access() with { Sudo = true } };

        await parts.CommitAsync(spec.Order(null, old));
        Assert.Equal("0", (await host.RunAsync("cat /run/user")).Succeeded());
        var order = spec.Order(old, next, rollout: "r2");
        await parts.TryAsync(order);
        Assert.IsType<Health.Healthy>(await parts.Realm.VerifyAsync(order, Cancel));
        RealmParts.Done(await parts.Realm.CommitAsync(order, Cancel));
        Assert.Equal(Seen(next, next, "", next, old), await SeeAsync(parts, order));
        RealmParts.Done(await parts.Realm.RevertAsync(order, Cancel));
        Assert.Equal(Seen(old, old, "", old), await SeeAsync(parts, order));
        Assert.Equal("deploy", (await host.RunAsync("id -un")).Succeeded());
    }

    /// <summary>Two systems that say which of them is live, the first one committed.</summary>
    private static async Task<(string Old, string Next)> TwoAsync(RentedHost host, RealmParts parts)
    {
        var old = await TestSystem.BuildAsync("old", "echo old >/run/live");
        var next = await TestSystem.BuildAsync("next", "echo next >/run/live");
        await parts.CommitAsync(host.Spec().Order(null, old));
        return (old, next);
    }

    private static async Task<string> LiveAsync(RentedHost host) => (await host.RunAsync("cat /run/live")).Succeeded();

    private static async Task<Look> SeeAsync(RealmParts parts, Order order)
    {
        var seen = await parts.Realm.SeeAsync(order.Step);
        var trial = seen.Trial is { } t ? $"{(t.Phase == TrialPhase.OnTrial ? "on-trial" : t.Phase.ToString().ToLowerInvariant())} {t.To} of {t.Rollout}" : "";
        return new Look(seen.Live?.Value, seen.Committed?.Value, trial, string.Join(' ', seen.Available));
    }

    private static Look Seen(string? live, string? committed, string trial = "", params string[] available) =>
        new(live, committed, trial, string.Join(' ', available));

    private sealed record Look(string? Live, string? Committed, string Trial, string Available);
}
