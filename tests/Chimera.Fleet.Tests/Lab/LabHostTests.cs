using Chimera.Fleet.Lab;

namespace Chimera.Fleet.Tests.Lab;

public sealed class LabHostTests(LabFixture lab)
{
    [Fact]
    public async Task A_host_has_a_store_of_its_own_that_takes_imports()
    {
        await using var host = await lab.RentAsync();
        var system = await ExampleSystems.BuildAsync("web.v1");
        Assert.NotEqual(0, (await host.RunAsync($"nix-store --check-validity {system}")).ExitCode);

        await host.ImportAsync(system);

        (await host.RunAsync($"nix-store --verify-path {system}")).Succeeded();
    }

    [Fact]
    public async Task A_power_cut_ends_every_process_and_clears_what_is_volatile()
    {
        await using var host = await lab.RentAsync();
        (await host.RunAsync("tmux new-session -d -s work 'sleep 1000'; touch /run/volatile /tmp/volatile /var/lib/chimera/kept")).Succeeded();
        var before = (await host.RunAsync("cat /proc/sys/kernel/random/boot_id")).Succeeded();
        var space = HostProcesses.NamespaceOf(host.Directory);

        var off = LabAssert.Done(await host.Lab.PowerOffAsync(host.Name, CancellationToken.None));
        Assert.Equal(LabHostState.Off, Assert.Single(off.Hosts).State);
        Assert.Equal(0, HostProcesses.CountIn(space));
        Assert.NotEqual(0, (await host.RunAsync("true")).ExitCode);

        LabAssert.Done(await host.Lab.PowerOnAsync(host.Name, CancellationToken.None));
        Assert.Equal("/var/lib/chimera/kept", (await host.RunAsync("ls /run/volatile /tmp/volatile /var/lib/chimera/kept 2>/dev/null || :")).Succeeded());
        (await host.RunAsync("NIX_REMOTE=daemon nix-store --add /etc/hostname")).Succeeded();
        Assert.NotEqual(before, (await host.RunAsync("cat /proc/sys/kernel/random/boot_id")).Succeeded());
    }

    [Fact]
    public async Task Orphans_are_reaped()
    {
        await using var host = await lab.RentAsync();
        (await host.RunAsync("setsid -f sh -c 'echo $$ >/tmp/orphan; exec sleep 0'")).Succeeded();

        (await host.RunAsync("until [ -s /tmp/orphan ]; do sleep 0.01; done; while [ -d /proc/$(cat /tmp/orphan) ]; do sleep 0.01; done"))
            .Succeeded();
    }

    [Fact]
    public async Task A_host_given_back_is_rented_again_as_new()
    {
        var hosts = await lab.RentAsync(5);
        foreach (var host in hosts)
            (await host.RunAsync("touch /root/used /etc/used")).Succeeded();
        foreach (var host in hosts)
            await host.DisposeAsync();

        await using var again = await lab.RentAsync();
        Assert.NotEqual(0, (await again.RunAsync("ls /root/used || ls /etc/used")).ExitCode);
    }
}
