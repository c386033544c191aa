using System.Net;
using System.Net.Sockets;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>Each way not to get in is told apart, with what to do.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task An_unknown_host_key_is_refused_with_its_fingerprint_and_not_remembered()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels();
        var strict = server.Access with { HostKeys = HostKeyPolicy.Strict };
        var text = (await channels.To(strict).CallAsync("ping")).Unreachable("ssh.host-key-unknown");
        Assert.Contains($"ssh-ed25519 {server.Fingerprint()}", text, StringComparison.Ordinal);
        Assert.Contains($"'ssh -F {server.Config} -p {server.Port} 127.0.0.1'", text, StringComparison.Ordinal);
        Assert.Contains("host_keys: accept-new", text, StringComparison.Ordinal);
        Assert.False(File.Exists(server.KnownHosts));
    }

    [Fact]
    public async Task Accept_new_remembers_the_first_key_and_refuses_another_one()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels();
        Assert.Equal(0, (await channels.To(server.Access).CallAsync("ping")).Finished().ExitCode);
        Assert.Equal(0, (await channels.To(server.Access with { HostKeys = HostKeyPolicy.Strict }).CallAsync("ping")).Finished().ExitCode);
        server.ChangeHostKey();
        await using var fresh = channels.Fresh(server.Access);
        var text = (await fresh.CallAsync("ping")).Unreachable("ssh.host-key-changed");
        Assert.Contains(server.Fingerprint(), text, StringComparison.Ordinal);
        Assert.Contains($"line 1 of {server.KnownHosts}", text, StringComparison.Ordinal);
        Assert.Contains($"ssh-keygen -R '[127.0.0.1]:{server.Port}' -f {server.KnownHosts}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_names_the_user()
    {
        using var server = SshServer.Start();
        File.WriteAllText(server.InFolder("authorized_keys"), "");
        await using var channels = Operations.Channels();
        var text = (await channels.To(server.Access with { User = "root" }).CallAsync("ping")).Unreachable("ssh.refused-key");
        Assert.Contains("root@127.0.0.1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_told()
    {
        await using var channels = Operations.Channels();
        var access = new HostAccess("no-such-host.invalid", null, null, false, HostKeyPolicy.Strict, null, TimeSpan.FromSeconds(5));
        (await channels.To(access).CallAsync("ping")).Unreachable("ssh.unresolved");
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_told()
    {
        await using var channels = Operations.Channels();
        (await channels.To(Local(SshServer.FreePort())).CallAsync("ping")).Unreachable("ssh.connection-refused");
    }

    [Fact]
    public async Task A_host_that_says_nothing_is_told()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var channels = Operations.Channels();
        (await channels.To(Local(((IPEndPoint)silent.LocalEndpoint).Port)).CallAsync("ping")).Unreachable("ssh.timeout");
    }

    [Fact]
    public async Task A_host_that_closes_at_once_is_tried_again_and_then_told()
    {
        await using var closing = new ClosingHost();
        await using var channels = Operations.Channels(new ChannelSettings { ConnectAttempts = 3, Backoff = TimeSpan.FromMilliseconds(1) });
        (await channels.To(Local(closing.Port)).CallAsync("ping")).Unreachable("ssh.closed");
        Assert.Equal(3, channels.Handshakes);
    }

    [Fact]
    public async Task A_missing_ssh_is_told()
    {
        await using var channels = Operations.Channels(new ChannelSettings { SshProgram = "/nonexistent/ssh" });
        (await channels.To(Local(22)).CallAsync("ping")).Unreachable("ssh.not-found");
    }

    [Fact]
    public async Task A_missing_configuration_file_is_told()
    {
        await using var channels = Operations.Channels();
        (await channels.To(Local(22) with { ConfigFile = "/nonexistent/config" }).CallAsync("ping")).Unreachable("ssh.config-invalid");
    }

    [Theory]
    [InlineData("-oProxyCommand=touch /tmp/chimera-owned")]
    [InlineData("--")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("ssh://-oProxyCommand=id")]
    [InlineData("user@host")]
    [InlineData("$(id)")]
    [InlineData("`id`")]
    [InlineData("a;id")]
    [InlineData("a|id")]
    [InlineData("'")]
    [InlineData("h\u00f6st")]
    public async Task A_hostile_address_starts_no_process(string address)
    {
        await using var channels = Operations.Channels();
        (await channels.To(Local(22) with { Address = address }).CallAsync("ping")).Unreachable("ssh.address-invalid");
        Assert.Equal(0, channels.Handshakes);
    }

    [Theory]
    [InlineData("-oProxyCommand=id")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("$(id)")]
    [InlineData("a\\")]
    [InlineData("a\u001b[31m")]
    public async Task A_hostile_user_starts_no_process(string user)
    {
        await using var channels = Operations.Channels();
        var text = (await channels.To(Local(22) with { User = user }).CallAsync("ping")).Unreachable("ssh.user-invalid");
        Assert.DoesNotContain('\u001b', text);
        Assert.Equal(0, channels.Handshakes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65_536)]
    public async Task A_port_that_is_none_starts_no_process(int port)
    {
        await using var channels = Operations.Channels();
        (await channels.To(Local(port)).CallAsync("ping")).Unreachable("ssh.port-invalid");
        Assert.Equal(0, channels.Handshakes);
    }

    private static HostAccess Local(int port) =>
        new("127.0.0.1", port, null, false, HostKeyPolicy.Strict, "/dev/null", TimeSpan.FromSeconds(1));
}
