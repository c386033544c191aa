using Chimera.Engine.Execution;
using Chimera.Fleet.Lab;
using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;
using Chimera.Fleet.Transfer;

namespace Chimera.Fleet.Tests.Transfer;

/// <summary>Closures that arrive through the host's Nix daemon, and what happens where that cannot be. The daemon is Nix's own.</summary>
public sealed class DaemonTransferTests(LabFixture lab)
{
    private const int Part = 512 * 1024;

    [Theory]
    [InlineData(5, 1)]
    [InlineData(300, 1)]
    [InlineData(4, 1024)]
    public async Task Every_path_arrives_and_no_program_is_called(int paths, int kib)
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("daemon", paths: paths, kib: kib);

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), system, daemon: TransferParts.Daemon));

        Assert.IsType<Arrival.Rooted>(parts.Arrival);
        Assert.Equal(["missing", "space", "daemon"], parts.Channels.Operations);
        await AssertSameAsync(host, system);
    }

    [Fact]
    public async Task Files_folders_and_links_of_every_kind_arrive_as_they_are()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        using Declaration.TemporaryFolder folder = new();
        var tree = Directory.CreateDirectory(Path.Combine(folder.Path, "tree")).FullName;
        Directory.CreateDirectory(Path.Combine(tree, "a", "b", "c"));
        Directory.CreateDirectory(Path.Combine(tree, "empty"));
        await File.WriteAllTextAsync(Path.Combine(tree, "a", "b", ") entry ("), "");
        await File.WriteAllTextAsync(Path.Combine(tree, "a", "é 7 bytes"), "1234567");
        await File.WriteAllBytesAsync(Path.Combine(tree, "large"), new byte[(128 * 1024) + 3]);
        await File.WriteAllTextAsync(Path.Combine(tree, "run"), "#!/bin/sh\n");
        File.SetUnixFileMode(Path.Combine(tree, "run"), (UnixFileMode)0b111_101_101);
        File.CreateSymbolicLink(Path.Combine(tree, "link"), "a/b/) entry (");
        var path = (await TestCommand.RunAsync("nix-store", ["--add", tree])).Succeeded();

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), path, daemon: TransferParts.Daemon));

        Assert.IsType<Arrival.Rooted>(parts.Arrival);
        await AssertSameAsync(host, path);
    }

    [Fact]
    public async Task A_change_takes_one_call_and_no_more()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var one = await TestSystem.BuildAsync("shared", paths: 20, kib: 16);
        var two = await TestSystem.BuildAsync("shared", activation: "echo two", paths: 20, kib: 16);
        await host.ImportAsync(one);
        await parts.Channels.To(host.Access()).CallAsync(new("space", [], TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken);

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), two, from: one, daemon: TransferParts.Daemon));

        Assert.Equal(["space", "daemon"], parts.Channels.Operations);
        Assert.Equal([two], Assert.Single(parts.Nix.Exports));
        await AssertSameAsync(host, two);
    }

    [Fact]
    public async Task A_host_that_has_less_than_it_was_taken_to_have_is_asked_and_gets_it_all()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var one = await TestSystem.BuildAsync("shared", paths: 20, kib: 16);
        var two = await TestSystem.BuildAsync("shared", activation: "echo two", paths: 20, kib: 16);
        // Only over a connection that is there already; a rollout has one, from preparing.
        await parts.Channels.To(host.Access()).CallAsync(new("space", [], TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken);

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), two, from: one, daemon: TransferParts.Daemon));

        Assert.IsType<Arrival.Rooted>(parts.Arrival);
        Assert.Equal(["space", "daemon", "missing", "space", "daemon"], parts.Channels.Operations);
        await AssertSameAsync(host, two);
    }

    [Theory]
    [InlineData("no daemon")]
    [InlineData("no socket")]
    [InlineData("forbidden")]
    [InlineData("no daemon of Nix")]
    [InlineData("a daemon that never answers")]
    public async Task Where_no_daemon_can_be_spoken_to_the_closure_is_imported(string why)
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        var socket = TransferParts.Daemon;
        switch (why)
        {
            case "no daemon":
                await host.InsideAsync("kill -KILL $(cat /run/nix-daemon/pid)");
                break;
            case "no socket":
                socket = "/nix/none";
                break;
            case "forbidden":
                await host.InsideAsync($"echo AllowStreamLocalForwarding no >>/etc/lab/sshd_config; kill $(cat /run/sshd.pid); while [ -e /run/sshd.pid ]; do sleep 0.01; done; {Inside.StartSshd}");
                break;
            case "a daemon that never answers":
                await host.InsideAsync("kill -STOP $(cat /run/nix-daemon/pid)");
                break;
            default:
                // tmux listens there, and does not know what to do with what it hears.
                await host.InsideAsync("tmux -S /run/other new-session -d 'sleep 1000'");
                socket = "/run/other";
                break;
        }

        var reply = await parts.BringAsync(host.Spec(), system, daemon: socket);

        Assert.True(reply is Reply.Done, reply.ToString());
        Assert.IsType<Arrival.Rooted>(parts.Arrival);
        Assert.Equal(["missing", "space", "daemon", "import"], parts.Channels.Operations);
        await AssertSameAsync(host, system);
    }

    [Theory]
    [InlineData(false, "import")]
    [InlineData(true, "import")]
    public async Task With_sudo_and_compressed_nobody_asks_the_daemon(bool gzip, string way)
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts(gzip);
        var system = await TestSystem.BuildAsync("few", paths: 5);
        var access = gzip ? host.Access() : host.Access() with { User = "deploy", Sudo = true };

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec() with { Access = access }, system, daemon: TransferParts.Daemon));

        Assert.Equal(["missing", "space", way], parts.Channels.Operations);
        await AssertSameAsync(host, system);
    }

    [Fact]
    public async Task A_daemon_that_does_not_trust_us_takes_nothing_and_an_import_does()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        // As if it had been found out too late that this is another one than root.
        await host.InsideAsync("printf '%s\\n' 'trusted-users = nobody' >>/etc/nix/nix.conf; " + Inside.RestartDaemon);

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), system, daemon: TransferParts.Daemon));

        Assert.Contains("daemon", parts.Channels.Operations);
        await AssertSameAsync(host, system);
    }

    [Fact]
    public async Task A_daemon_that_is_killed_in_the_middle_leaves_whole_paths_and_the_rest_is_imported()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("long", paths: 12, kib: Part / 1024);
        parts.Channels.WhenSent(6 * Part, () => host.InsideAsync(
            "for process in /proc/[0-9]*; do read -r comm <$process/comm && [ \"$comm\" = nix-daemon ] && kill -KILL ${process#/proc/}; done 2>/dev/null; :"));
        Told<string> told = new();

        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), system, told, daemon: TransferParts.Daemon));

        Assert.Contains("transfer cut, taking it up again (1 of 3)", told.Values);
        Assert.Equal(["missing", "space", "daemon", "missing", "space", "import"], parts.Channels.Operations);
        Assert.InRange(parts.Nix.Exports[1].Length, 7, 12);
        await AssertSameAsync(host, system);
    }

    [Fact]
    public async Task A_cut_connection_is_taken_up_again_with_what_has_not_arrived()
    {
        await using var host = await lab.RentAsync();
        await using var proxy = new CuttingProxy(host.Address, new LabOptions().SshPort, cutAfter: 6 * Part);
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("long", paths: 12, kib: Part / 1024);

        Assert.IsType<Reply.Done>(await parts.BringAsync(TransferParts.Through(proxy, host), system, daemon: TransferParts.Daemon));

        Assert.Equal(["missing", "space", "daemon", "missing", "space", "import"], parts.Channels.Operations);
        Assert.InRange(parts.Nix.Exports[1].Length, 7, 12);
        await AssertSameAsync(host, system);
    }

    [Fact]
    public async Task A_disk_that_fills_on_the_way_refuses_and_the_store_stays_whole()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        await host.BreakAsync("disk");
        (await host.RunAsync("rm /nix/ballast")).Succeeded();
        var system = await TestSystem.BuildAsync("wide", paths: 4, kib: 256);
        parts.Channels.WhenSent(1, () => host.BreakAsync("disk"));

        var refused = Assert.IsType<Reply.Refused>(await parts.BringAsync(host.Spec(), system, daemon: TransferParts.Daemon));

        Assert.Equal("transfer.no-room", refused.Why.Code);
        Assert.Equal(["missing", "space", "daemon"], parts.Channels.Operations);
        (await host.RunAsync("rm /nix/ballast && nix-store --verify --check-contents")).Succeeded();
        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), system, daemon: TransferParts.Daemon));
    }

    [Fact]
    public async Task What_is_not_what_the_controllers_store_knows_is_refused_and_never_valid()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        parts.Channels.Garble = true;

        var refused = Assert.IsType<Reply.Refused>(await parts.BringAsync(host.Spec(), system, daemon: TransferParts.Daemon));

        Assert.Equal("transfer.damaged", refused.Why.Code);
        Assert.Contains("hash mismatch importing path", refused.Why.Message, StringComparison.Ordinal);
        Assert.Equal(["missing", "space", "daemon"], parts.Channels.Operations);
        Assert.NotEqual(0, (await host.RunAsync($"nix-store --check-validity {system}")).ExitCode);
        (await host.RunAsync("nix-store --verify --check-contents")).Succeeded();
        parts.Channels.Garble = false;
        Assert.IsType<Reply.Done>(await parts.BringAsync(host.Spec(), system, daemon: TransferParts.Daemon));
        await AssertSameAsync(host, system);
    }

    [Fact]
    public async Task A_host_that_goes_away_for_good_is_given_up()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new TransferParts();
        var system = await TestSystem.BuildAsync("wide", paths: 4, kib: 256);
        parts.Channels.WhenSent(Part, () => host.BreakAsync("power"));

        var unreachable = Assert.IsType<Reply.Unreachable>(await parts.BringAsync(host.Spec(), system, daemon: TransferParts.Daemon));

        Assert.Equal("ssh.connection-refused", unreachable.Why.Code);
    }

    [Fact]
    public async Task A_collection_that_has_looked_for_roots_already_takes_nothing_that_arrives()
    {
        await using var host = await lab.RentAsync();
        await using var parts = new RealmParts();
        var system = await TestSystem.BuildAsync("few", paths: 5);
        // It has found its roots when it opens the gate, and deletes nothing before that is closed.
        await host.InsideAsync("""
            mkfifo /run/gate && garbage=$(nix-store --add /etc/hostname) && echo "$garbage" >/run/garbage
            _NIX_TEST_GC_SYNC=/run/gate setsid nix-store --gc >/run/gc.log 2>&1 </dev/null &
            echo $! >/run/gc
            setsid sh -c 'exec >/run/gate; touch /run/open; exec sleep infinity' 2>/dev/null </dev/null &
            echo $! >/run/holder
            until [ -e /run/open ]; do sleep 0.02; done
            """);

        RealmParts.Done(await parts.Realm.PrepareAsync(host.Spec().Order(null, system), new Told<string>(), TestContext.Current.CancellationToken));
        await host.InsideAsync("""
            kill $(cat /run/holder)
            while [ -d /proc/$(cat /run/gc) ]; do sleep 0.02; done
            [ ! -e "$(cat /run/garbage)" ] || exit 1
            nix-store --gc >/dev/null 2>&1
            """);

        await AssertSameAsync(host, system);
    }

    /// <summary>Nix itself finds on the host, as it is: the whole closure, and of each path what the controller's store knows.</summary>
    private static async Task AssertSameAsync(RentedHost host, string system)
    {
        var closure = (await TestCommand.RunAsync("nix-store", ["--query", "--requisites", system])).Succeeded();
        var paths = closure.Replace('\n', ' ');
        (await host.RunAsync($"nix-store --verify-path {paths}")).Succeeded();
        var mine = (await TestCommand.RunAsync("nix-store", ["--dump-db", .. closure.Split('\n')])).Succeeded();
        var theirs = (await host.RunAsync($"nix-store --dump-db {paths}")).Succeeded();
        Assert.Equal(Sorted(mine), Sorted(theirs));
    }

    private static IEnumerable<string> Sorted(string dump) => dump.Split('\n').Order(StringComparer.Ordinal);
}
