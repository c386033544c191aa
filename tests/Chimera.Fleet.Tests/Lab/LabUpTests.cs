using Chimera.Fleet.Lab;

namespace Chimera.Fleet.Tests.Lab;

public sealed class LabUpTests
{
    public LabUpTests() => TemporaryLab.SkipUnlessPossible();

    [Fact]
    public async Task Every_host_is_reached_by_its_name_and_has_its_own_address()
    {
        await using var lab = new TemporaryLab();
        var hosts = (await lab.UpAsync(3)).Hosts;

        Assert.Equal(["lab1", "lab2", "lab3"], hosts.Select(host => host.Name));
        Assert.All(hosts, host => Assert.Equal(LabHostState.On, host.State));
        foreach (var host in hosts)
            Assert.Equal($"{host.Name} {host.Address}", (await lab.RunAsync(host.Name, "echo $(hostname) $(cat /etc/lab/address)")).Succeeded());
    }

    [Fact]
    public async Task Up_again_leaves_running_hosts_alone()
    {
        await using var lab = new TemporaryLab();
        await lab.UpAsync(2);
        var before = File.ReadAllText(Path.Combine(lab.Host("lab1"), "init"));
        await lab.UpAsync(2);

        Assert.Equal(before, File.ReadAllText(Path.Combine(lab.Host("lab1"), "init")));
    }

    [Fact]
    public async Task Up_with_fewer_hosts_removes_the_rest()
    {
        await using var lab = new TemporaryLab();
        await lab.UpAsync(3);
        var third = HostProcesses.NamespaceOf(lab.Host("lab3"));
        await lab.UpAsync(2);

        Assert.Equal(0, HostProcesses.CountIn(third));
        Assert.False(Directory.Exists(lab.Host("lab3")));
        Assert.DoesNotContain("lab3", File.ReadAllText(lab.Lab.SshConfig), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Down_leaves_no_process_mount_or_file()
    {
        await using var lab = new TemporaryLab();
        await lab.UpAsync(2);
        await lab.RunAsync("lab1", "tmux new-session -d -s work 'sleep 1000'");
        var spaces = new[] { "lab1", "lab2" }.Select(name => HostProcesses.NamespaceOf(lab.Host(name))).ToArray();
        Assert.True(HostProcesses.CountIn(spaces[0]) >= 4);

        LabAssert.Done(await lab.DownAsync());

        Assert.All(spaces, space => Assert.Equal(0, HostProcesses.CountIn(space)));
        Assert.DoesNotContain("lab-", File.ReadAllText("/proc/self/mountinfo"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(lab.Directory));
        LabAssert.Done(await lab.DownAsync());
    }

    [Fact]
    public async Task Two_labs_at_once_do_not_meet()
    {
        await using var one = new TemporaryLab();
        await using var two = new TemporaryLab();
        await Task.WhenAll(one.UpAsync(2), two.UpAsync(2));
        (await one.RunAsync("lab1", "echo one >/etc/whose; echo one >/tmp/whose")).Succeeded();

        Assert.NotEqual(0, (await two.RunAsync("lab1", "cat /etc/whose /tmp/whose")).ExitCode);
        await one.DownAsync();
        Assert.Equal("lab1", (await two.RunAsync("lab1", "hostname")).Succeeded());
    }

    [Fact]
    public async Task Other_options_reach_running_hosts()
    {
        await using var lab = new TemporaryLab();
        await lab.UpAsync(1);
        await lab.UpAsync(1, new LabOptions(User: "deploy", Shell: LabShell.BusyBox));

        Assert.Equal("deploy 0", (await lab.RunAsync("lab1", "echo $(id -un) $(sudo -n /bin/sh -c 'id -u')")).Succeeded());
        Assert.Contains("BusyBox", (await lab.RunAsync("lab1", "/bin/sh --help 2>&1 || :")).Succeeded(), StringComparison.Ordinal);
    }
}
