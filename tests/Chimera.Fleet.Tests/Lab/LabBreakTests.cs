using Chimera.Fleet.Lab;

namespace Chimera.Fleet.Tests.Lab;

public sealed class LabBreakTests(LabFixture lab)
{
    [Fact]
    public async Task Without_sshd_a_host_is_silent_until_it_boots()
    {
        await using var host = await lab.RentAsync();
        await host.BreakAsync("sshd");
        Assert.Equal(LabHostState.Silent, State(host));
        Assert.NotEqual(0, (await host.RunAsync("true")).ExitCode);

        await host.BreakAsync("boot");
        (await host.RunAsync("true")).Succeeded();
    }

    [Fact]
    public async Task A_frozen_host_accepts_connections_and_never_answers()
    {
        await using var host = await lab.RentAsync();
        await host.BreakAsync("freeze");

        Assert.Equal(LabHostState.Frozen, State(host));
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(host.Address, new LabOptions().SshPort, TestContext.Current.CancellationToken);
        Assert.Equal(0, socket.Available);
    }

    [Fact]
    public async Task A_new_host_key_is_not_trusted()
    {
        await using var host = await lab.RentAsync();
        await host.BreakAsync("key");
        var reply = await host.RunAsync("true");

        Assert.Equal(255, reply.ExitCode);
        Assert.Contains("IDENTIFICATION HAS CHANGED", reply.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_takes_nothing_more_and_stays_full_over_a_boot()
    {
        await using var host = await lab.RentAsync();
        var system = await ExampleSystems.BuildAsync("web.v1");
        await host.BreakAsync("disk");
        await host.BreakAsync("boot");
        var export = (await TestCommand.RunAsync("sh", ["-c", $"nix-store --export $(nix-store -qR {system})"])).Bytes;
        var reply = await host.RunAsync("nix-store --import", export);

        Assert.NotEqual(0, reply.ExitCode);
        Assert.Contains("No space left", reply.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_and_dead_services_are_healed_by_activation()
    {
        await using var host = await lab.RentAsync();
        var system = await ExampleSystems.BuildAsync("db.v1");
        await host.ImportAsync(system);
        (await host.RunAsync($"{system}/bin/switch-to-configuration test")).Succeeded();
        await host.BreakAsync("drift");
        await host.BreakAsync("service");
        Assert.Contains("edited by hand", (await host.RunAsync("cat /etc/motd")).Succeeded(), StringComparison.Ordinal);
        Assert.NotEqual(0, (await host.RunAsync($"{system}/sw/bin/ping-db")).ExitCode);

        (await host.RunAsync($"{system}/bin/switch-to-configuration test")).Succeeded();
        (await host.RunAsync($"{system}/sw/bin/ping-db")).Succeeded();
        Assert.Equal("This host runs db, version 1.", (await host.RunAsync("cat /etc/motd")).Succeeded());
    }

    [Fact]
    public async Task A_slow_host_lets_in_through_its_slow_shell()
    {
        await using var host = await lab.RentAsync();
        await host.BreakAsync("slow");

        Assert.Equal("/etc/lab/slow-sh", (await host.RunAsync("echo $SHELL")).Succeeded());
    }

    [Fact]
    public async Task A_host_without_its_daemon_gets_it_back_by_no_boot()
    {
        await using var host = await lab.RentAsync();
        Assert.Equal("trusted", (await host.RunAsync("NIX_REMOTE=daemon nix-store --add /etc/hostname >/dev/null && echo trusted")).Succeeded());

        await host.BreakAsync("daemon");
        Assert.NotEqual(0, (await host.RunAsync("NIX_REMOTE=daemon nix-store --add /etc/hostname")).ExitCode);

        await host.BreakAsync("boot");
        Assert.NotEqual(0, (await host.RunAsync("[ -S /nix/var/nix/daemon-socket/socket ]")).ExitCode);
        (await host.RunAsync("nix-store --add /etc/hostname")).Succeeded();
    }

    [Fact]
    public async Task A_full_disk_is_under_the_daemon_too()
    {
        await using var host = await lab.RentAsync();
        await host.BreakAsync("disk");

        var reply = await host.RunAsync("head -c 1000000 /dev/zero >/tmp/large; NIX_REMOTE=daemon nix-store --add /tmp/large");

        Assert.NotEqual(0, reply.ExitCode);
        Assert.Contains("No space left", reply.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_undoes_what_the_lab_broke()
    {
        TemporaryLab.SkipUnlessPossible();
        await using var own = new TemporaryLab();
        await own.UpAsync(1);
        foreach (var kind in new[] { "disk", "daemon", "slow", "key", "freeze" })
            LabAssert.Done(await own.Lab.BreakAsync("lab1", kind, CancellationToken.None));
        await own.UpAsync(1);

        Assert.Equal("/bin/sh", (await own.RunAsync("lab1", "head -c 1000000 /dev/zero >/nix/room && NIX_REMOTE=daemon nix-store --add /etc/hostname >/dev/null && echo $SHELL")).Succeeded());
    }

    private static LabHostState State(RentedHost host) =>
        LabAssert.Done(host.Lab.Status()).Hosts.Single(seen => seen.Name == host.Name).State;
}
