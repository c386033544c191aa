using Chimera.Engine.Execution;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>What comes from outside is data, on both sides of the connection.</summary>
public sealed class HostileWordsTests(LabFixture lab)
{
    private const string Trap = "$(touch /tmp/trap);`touch /tmp/trap`|touch /tmp/trap&'\"\\\n touch /tmp/trap";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_full_of_shell_run_nothing_on_the_host_and_nothing_here()
    {
        Assert.False(File.Exists("/tmp/trap"));
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        var order = host.Spec().Order(null, system, holder: Trap);
        await parts.TryAsync(order);
        Assert.StartsWith("$(touch /tmp/trap);`touch /tmp/trap`|", (await parts.Realm.SeeAsync(order.Step)).Trial?.Holder, StringComparison.Ordinal);

        await RefusedAsync(parts, host.Spec().Order(system, "/nix/store/" + Trap, rollout: "r2"));
        await RefusedAsync(parts, host.Spec().Order(system, "-" + Trap, rollout: "r2"));
        await RefusedAsync(parts, (host.Spec() with { Profile = "/nix/var/nix/profiles/" + Trap }).Order(null, system, rollout: "r2"));
        await RefusedAsync(parts, host.Spec().Order(null, system, rollout: Trap));
        foreach (var access in new[] { host.Access() with { Address = Trap }, host.Access() with { Address = "-oProxyCommand=touch /tmp/trap" }, host.Access() with { User = Trap } })
            await RefusedAsync(parts, (host.Spec() with { Access = access }).Order(null, system, rollout: "r2"));

        foreach (var check in new HealthCheck[]
        {
            new HealthCheck.Http("http://127.0.0.1/" + Trap, 200, ProbeOrigin.Host, TimeSpan.FromSeconds(5)),
            new HealthCheck.Http("http://127.0.0.1/" + Trap, 200, ProbeOrigin.Controller, TimeSpan.FromSeconds(5)),
            new HealthCheck.Unit(Trap, TimeSpan.FromSeconds(5)),
        })
            Assert.IsType<Health.Unhealthy>(await parts.Realm.VerifyAsync(host.Spec(check).Order(null, system), Cancel));

        Assert.Equal("", await host.InsideAsync("ls /tmp"));
        Assert.False(File.Exists("/tmp/trap"));
    }

    [Fact]
    public async Task A_command_check_is_a_shell_line_that_arrives_as_it_was_written()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        await parts.TryAsync(host.Spec().Order(null, system));
        var line = "printf '%s\\n' \"$((6 * 7))\" 'a  b\\n' 'é*'\n[ -d /nix/store ] >/tmp/said || exit 9; printf '%s|' \"$((6 * 7))\" 'a  b\\n' 'é*' >/tmp/said";

        var health = await parts.Realm.VerifyAsync(host.Spec(new HealthCheck.Command(line, TimeSpan.FromSeconds(5))).Order(null, system), Cancel);

        Assert.True(health is Health.Healthy, health.ToString());
        Assert.Equal("42|a  b\\n|é*|", await host.InsideAsync("cat /tmp/said"));
    }

    private static async Task RefusedAsync(RealmParts parts, Order order)
    {
        Assert.False(await parts.Realm.PrepareAsync(order, new Told<string>(), Cancel) is Reply.Done);
        Assert.False(await parts.Realm.ApplyAsync(order, new Told<string>(), Cancel) is Reply.Done);
        Assert.False(await parts.Realm.CommitAsync(order, Cancel) is Reply.Done);
    }
}
