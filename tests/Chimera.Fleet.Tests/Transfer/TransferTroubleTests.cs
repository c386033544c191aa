using Chimera.Engine.Execution;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Lab;
using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Transfer;

/// <summary>What can come in between: cuts, full disks, hosts that take no imports.</summary>
public sealed class TransferTroubleTests(LabFixture lab)
{
    private const long Part = 512 * 1024;

    [Fact]
    public async Task A_cut_transfer_goes_on_with_what_has_not_arrived()
    {
        await using var host = await lab.RentAsync();
        await using var proxy = new CuttingProxy(host.Address, new LabOptions().SshPort, cutAfter: 6 * Part);
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("long", paths: 12, kib: (int)(Part / 1024));

        var reply = await parts.BringAsync(TransferParts.Through(proxy, host), system);

        Assert.IsType<Reply.Done>(reply);
        Assert.Equal(2, parts.Nix.Exports.Count);
        Assert.InRange(parts.Nix.Exports[1].Length, 7, 12);
        Assert.Equal(2, proxy.Carried.Count);
        Assert.True(proxy.Carried[1] < (parts.Nix.Exports[1].Length * Part) + Part, $"the second connection carried {proxy.Carried[1]} bytes");
        (await host.RunAsync($"nix-store --verify-path $(nix-store --query --requisites {system})")).Succeeded();
    }

    [Fact]
    public async Task A_host_that_goes_away_for_good_is_given_up_and_is_what_it_was()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        var gone = new Told<string>(line =>
        {
            if (line.StartsWith("sending", StringComparison.Ordinal))
                host.BreakAsync("power").GetAwaiter().GetResult();
        });

        var unreachable = Assert.IsType<Reply.Unreachable>(await parts.BringAsync(host.Spec(), system, gone));

        Assert.Equal("ssh.connection-refused", unreachable.Why.Code);
        Assert.Equal(3, gone.Values.Count(line => line.StartsWith("transfer cut", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_host_that_was_never_reached_is_not_asked_again()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        await host.BreakAsync("power");

        Assert.IsType<Reply.Unreachable>(await parts.BringAsync(host.Spec(), system));

        Assert.Equal(["missing"], parts.Channels.Operations);
    }

    [Fact]
    public async Task A_disk_without_room_is_told_before_anything_is_sent()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        await host.BreakAsync("disk");
        var system = await TestSystem.BuildAsync("wide", paths: 4, kib: 256);

        var refused = Assert.IsType<Reply.Refused>(await parts.BringAsync(host.Spec(), system));

        Assert.Equal("transfer.no-room", refused.Why.Code);
        Assert.Contains("63 KiB free", refused.Why.Message, StringComparison.Ordinal);
        Assert.Equal(["missing", "space"], parts.Channels.Operations);
        Assert.Empty(parts.Nix.Exports);
    }

    [Fact]
    public async Task A_disk_that_fills_on_the_way_refuses_and_the_store_stays_whole()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        await host.BreakAsync("disk");
        (await host.RunAsync("rm /nix/ballast")).Succeeded();
        var system = await TestSystem.BuildAsync("wide", paths: 4, kib: 256);
        var filling = new Told<string>(line =>
        {
            if (line.StartsWith("sending", StringComparison.Ordinal))
                host.BreakAsync("disk").GetAwaiter().GetResult();
        });

        var refused = Assert.IsType<Reply.Refused>(await parts.BringAsync(host.Spec(), system, filling));

        Assert.Equal("transfer.no-room", refused.Why.Code);
        (await host.RunAsync("rm /nix/ballast && nix-store --verify --check-contents")).Succeeded();
        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), system));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_that_takes_no_imports_is_served_by_nix_copy(bool asDeployUser)
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        (await host.RunAsync("""
            mkdir -p /usr/local/sbin && mount -t tmpfs none /usr/local/sbin && cat >/usr/local/sbin/nix-store <<'END'
            #!/bin/sh
            [ "$1" != --import ] || { echo "error: unrecognised flag '--import'" >&2; exit 1; }
            exec /usr/bin/nix-store "$@"
            END
            chmod 755 /usr/local/sbin/nix-store
            """)).Succeeded();
        var access = asDeployUser ? host.Access() with { User = "deploy", Sudo = true } : host.Access();
        var told = new Told<string>();

        var reply = await parts.BringAsync(host.Spec() with { Access = access }, system, told);

        Assert.True(reply is Reply.Done, reply.ToString());
        Assert.Contains("the host takes no imports; copying with 'nix copy'", told.Values);
        (await host.RunAsync($"nix-store --verify-path $(nix-store --query --requisites {system})")).Succeeded();
    }

    [Fact]
    public async Task What_is_not_in_the_controllers_store_is_refused_without_a_call()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();

        var refused = Assert.IsType<Reply.Refused>(
            await parts.BringAsync(host.Spec(), "/nix/store/00000000000000000000000000000000-gone"));

        Assert.Equal("transfer.not-on-controller", refused.Why.Code);
        Assert.Empty(parts.Channels.Calls);
    }
}
