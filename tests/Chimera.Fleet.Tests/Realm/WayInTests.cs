using Chimera.Engine.Execution;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>Which hosts log in anew on trial and which prove in a cheaper way that one can, counted by their own sshd.</summary>
public sealed class WayInTests(LabFixture lab)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_canary_the_rest_of_its_generation_need_no_login_unless_they_are_told_to()
    {
        var hosts = await lab.RentAsync(4);
        await using var first = hosts[0];
        await using var second = hosts[1];
        await using var third = hosts[2];
        await using var fourth = hosts[3];
        await using var parts = new RealmParts();
        var system = await TestSystem.BuildAsync("system");
        var other = await TestSystem.BuildAsync("other");

        await GoAsync(parts, first.Spec().Order(null, system, wave: Wave.Canary));
        await GoAsync(parts, second.Spec().Order(null, system, wave: Wave.Rest));
        await GoAsync(parts, third.Spec().Order(null, other, wave: Wave.Rest));
        await GoAsync(parts, (fourth.Spec() with { ProveLogin = LoginProof.Every }).Order(null, system, wave: Wave.Rest));

        Assert.Equal((2, 0), (first.Logins(), first.Knocks()));
        Assert.Equal((1, 1), (second.Logins(), second.Knocks()));
        Assert.Equal((2, 0), (third.Logins(), third.Knocks()));
        Assert.Equal((2, 0), (fourth.Logins(), fourth.Knocks()));
    }

    [Fact]
    public async Task Another_rollout_begins_with_a_login_again_and_one_trial_needs_one()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var old = await TestSystem.BuildAsync("old");
        var next = await TestSystem.BuildAsync("next");
        await GoAsync(parts, host.Spec().Order(null, old, rollout: "r1", wave: Wave.Rest));
        Assert.Equal((2, 0), (host.Logins(), host.Knocks()));

        var order = host.Spec().Order(old, next, rollout: "r2", wave: Wave.Rest);
        await parts.TryAsync(order);
        for (var pass = 0; pass < 3; pass++)
            Assert.IsType<Health.Healthy>(await parts.Realm.VerifyAsync(order, Cancel));
        Assert.Equal((3, 0), (host.Logins(), host.Knocks()));
    }

    [Fact]
    public async Task A_host_of_the_rest_that_lets_nobody_in_is_unhealthy_for_what_a_login_says()
    {
        var hosts = await lab.RentAsync(2);
        await using var first = hosts[0];
        await using var second = hosts[1];
        await using var parts = new RealmParts();
        var system = await TestSystem.BuildAsync("system");
        await GoAsync(parts, first.Spec().Order(null, system, wave: Wave.Canary));

        var order = second.Spec().Order(null, system, wave: Wave.Rest);
        await parts.TryAsync(order);
        await second.InsideAsync("kill $(cat /run/sshd.pid); while [ -e /run/sshd.pid ]; do sleep 0.02; done");

        var unhealthy = Assert.IsType<Health.Unhealthy>(await parts.Realm.VerifyAsync(order, Cancel));
        Assert.Equal("ssh.connection-refused", unhealthy.Why.Code);
        RealmParts.Done(await parts.Realm.RevertAsync(order, Cancel));
        Assert.Equal(1, second.Logins());
    }

    private static async Task GoAsync(RealmParts parts, Order order)
    {
        await parts.TryAsync(order);
        Assert.IsType<Health.Healthy>(await parts.Realm.VerifyAsync(order, Cancel));
        RealmParts.Done(await parts.Realm.CommitAsync(order, Cancel));
    }
}
