using Chimera.Engine.Execution;
using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;
using Chimera.Fleet.Transfer;

namespace Chimera.Fleet.Tests.Transfer;

/// <summary>Closures that follow another one: what is sent without a question, and what that spares the host.</summary>
public sealed class ChangeTests(LabFixture lab)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_is_sent_without_a_question_and_costs_the_host_no_start_of_nix_or_one_where_no_daemon_runs(bool daemon)
    {
        await using var host = await lab.RentAsync();
        if (!daemon)
            await host.BreakAsync("daemon");
        await using var parts = new RealmParts();
        var one = await TestSystem.BuildAsync("shared", paths: 20, kib: 16);
        var two = await TestSystem.BuildAsync("shared", activation: "echo two", paths: 20, kib: 16);
        await parts.CommitAsync(host.Spec().Order(null, one));
        await NoteStartsAsync(host);

        await parts.CommitAsync(host.Spec().Order(one, two, rollout: "r2"));
        Assert.Equal(daemon ? "" : "--import", await StartsAsync(host));

        await parts.CommitAsync(host.Spec().Order(two, one, rollout: "r3"));
        Assert.Equal(daemon ? "" : "--import", await StartsAsync(host));
        (await host.RunAsync($"nix-store --gc && nix-store --verify-path $(nix-store --query --requisites {one} {two})")).Succeeded();
    }

    [Fact]
    public async Task Nothing_of_the_old_closure_travels()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var one = await TestSystem.BuildAsync("shared", paths: 20, kib: 16);
        var two = await TestSystem.BuildAsync("shared", activation: "echo two", paths: 20, kib: 16);
        await host.ImportAsync(one);

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), two, from: one));

        Assert.IsType<Arrival.Rooted>(parts.Arrival);
        Assert.Equal(["import"], parts.Channels.Operations);
        Assert.Equal([two], Assert.Single(parts.Nix.Exports));
        (await host.RunAsync($"nix-store --gc && nix-store --verify-path $(nix-store --query --requisites {two})")).Succeeded();
    }

    [Fact]
    public async Task A_host_that_has_less_than_it_was_taken_to_have_is_asked_and_gets_it_all()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var one = await TestSystem.BuildAsync("shared", paths: 20, kib: 16);
        var two = await TestSystem.BuildAsync("shared", activation: "echo two", paths: 20, kib: 16);

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), two, from: one));

        Assert.IsType<Arrival.Rooted>(parts.Arrival);
        Assert.Equal(["import", "missing", "space", "import"], parts.Channels.Operations);
        Assert.Equal([1, 21], parts.Nix.Exports.Select(paths => paths.Length));
        (await host.RunAsync($"nix-store --verify --check-contents && nix-store --verify-path $(nix-store --query --requisites {two})")).Succeeded();
    }

    [Fact]
    public async Task A_large_change_is_asked_about_first()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var one = await TestSystem.BuildAsync("few", paths: 5);
        var large = await TestSystem.BuildAsync("large", paths: 5, kib: 1024);
        await host.ImportAsync(one, large);

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), large, from: one));

        Assert.IsType<Arrival.Loose>(parts.Arrival);
        Assert.Equal(["missing"], parts.Channels.Operations);
        Assert.Empty(parts.Nix.Exports);
    }

    [Fact]
    public async Task From_a_generation_that_the_controller_does_not_know_the_host_is_asked()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), system, from: "/nix/store/00000000000000000000000000000000-gone"));

        Assert.Equal(["missing", "space", "import"], parts.Channels.Operations);
    }

    [Fact]
    public async Task A_full_disk_refuses_a_change_and_the_store_stays_whole()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var one = await TestSystem.BuildAsync("few", paths: 5);
        var two = await TestSystem.BuildAsync("wide", paths: 4, kib: 256);
        await host.ImportAsync(one);
        await host.BreakAsync("disk");

        var refused = Assert.IsType<Reply.Refused>(await parts.BringAsync(host.Spec(), two, from: one));

        Assert.Equal("transfer.no-room", refused.Why.Code);
        (await host.RunAsync("rm /nix/ballast && nix-store --verify --check-contents")).Succeeded();
        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), two, from: one));
    }

    [Fact]
    public async Task What_arrived_by_another_way_than_an_import_is_rooted_all_the_same()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        var cache = Path.Combine(host.Directory, "var", "cache");
        (await TestCommand.RunAsync("nix", ["copy", "--to", $"file://{cache}", system])).Succeeded();
        (await host.RunAsync("printf '%s\\n' 'substituters = file:///var/cache' 'require-sigs = false' >>/etc/nix/nix.conf")).Succeeded();

        RealmParts.Done(await parts.Realm.PrepareAsync((host.Spec() with { Substitute = true }).Order(null, system), new Told<string>(), Cancel));

        (await host.RunAsync($"nix-store --gc && nix-store --verify-path $(nix-store --query --requisites {system})")).Succeeded();
    }

    /// <summary>From now on the host writes down each start of nix-store.</summary>
    private static async Task NoteStartsAsync(RentedHost host) => (await host.RunAsync("""
        mkdir -p /usr/local/sbin && mount -t tmpfs none /usr/local/sbin && cat >/usr/local/sbin/nix-store <<'END'
        #!/bin/sh
        echo "$*" >>/var/log/nix-store
        exec /usr/bin/nix-store "$@"
        END
        chmod 755 /usr/local/sbin/nix-store
        """)).Succeeded();

    private static async Task<string> StartsAsync(RentedHost host) => (await host.RunAsync("cat /var/log/nix-store || :")).Succeeded();
}
