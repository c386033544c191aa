using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>Logging in: whatever the login shell, its noise, the way and the user.</summary>
public sealed class LoginTests
{
    public static TheoryData<string> LoginShells => ["/bin/dash", "/bin/bash", "/usr/bin/fish", "/usr/bin/zsh", "/usr/bin/tcsh"];

    [Theory]
    [MemberData(nameof(LoginShells))]
    public async Task Any_login_shell_starts_the_loop(string shell)
    {
        Assert.SkipUnless(File.Exists(shell), $"needs {shell}");
        // What sshd does with a login shell: it hands it the command with -c.
        using var server = SshServer.Start($"ForceCommand exec {shell} -c \"$SSH_ORIGINAL_COMMAND\"");
        await using var channels = Operations.Channels();
        var reply = (await channels.To(server.Access).CallAsync("args", "it's", "$(x)", "!y")).Finished();
        Assert.Equal("3\nit's\0$(x)\0!y\0", reply.Output);
    }

    [Theory]
    [InlineData("echo welcome")]
    [InlineData("printf 'no newline at the end'")]
    [InlineData("printf 'to stderr' >&2")]
    [InlineData("head -c 500000 /dev/urandom; head -c 500000 /dev/urandom >&2")]
    public async Task Noise_of_login_files_is_skipped(string noise)
    {
        using var server = SshServer.Start($"ForceCommand {noise}; exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"\nBanner /etc/passwd");
        await using var channels = Operations.Channels();
        var reply = (await channels.To(server.Access).CallAsync("quit")).Finished();
        Assert.Equal((7, "bye\n", ""), (reply.ExitCode, reply.Output, reply.Error));
    }

    [Theory]
    [InlineData("/bin/false")]
    [InlineData("echo This account is currently not available.; exit 1")]
    [InlineData("exec /bin/sh -c true")]
    public async Task A_login_without_a_shell_is_told(string command)
    {
        using var server = SshServer.Start("ForceCommand " + command);
        await using var channels = Operations.Channels();
        (await channels.To(server.Access).CallAsync("ping")).Unreachable("host.no-shell");
    }

    [Fact]
    public async Task A_login_that_never_comes_to_the_loop_is_given_up()
    {
        using var server = SshServer.Start("ForceCommand exec sleep 3600");
        await using var channels = Operations.Channels(new ChannelSettings { LoginTimeout = TimeSpan.FromSeconds(1) });
        (await channels.To(server.Access with { ConnectTimeout = TimeSpan.FromSeconds(1) }).CallAsync("ping")).Unreachable("ssh.timeout");
    }

    [Fact]
    public async Task A_jump_host_of_the_persons_configuration_is_used()
    {
        using var server = SshServer.Start();
        using var jump = SshServer.Start();
        File.AppendAllText(server.InFolder("authorized_keys"), File.ReadAllText(jump.InFolder("user_key.pub")));
        File.AppendAllText(jump.Config, $"""
            Host behind
              HostName 127.0.0.1
              Port {server.Port}
              ProxyJump bastion
            Host bastion
              HostName 127.0.0.1
              Port {jump.Port}
              StrictHostKeyChecking accept-new

            """);
        await using var channels = Operations.Channels();
        var access = new HostAccess("behind", null, null, false, HostKeyPolicy.AcceptNew, jump.Config, TimeSpan.FromSeconds(10));
        Assert.Equal(0, (await channels.To(access).CallAsync("ping")).Finished().ExitCode);
        var reply = await channels.To(access).CallAsync(Operations.Call("wait") with { OnLine = _ => jump.Stop() });
        reply.Broken("ssh.contact-lost");
        (await channels.To(access).CallAsync("ping")).Unreachable("ssh.connection-refused");
    }

    [Fact]
    public async Task Forwardings_and_commands_of_the_persons_configuration_do_not_interfere()
    {
        using var server = SshServer.Start();
        File.AppendAllText(server.Config, $"""
              RemoteCommand echo mine
              RequestTTY force
              LocalForward 127.0.0.1:{server.Port} 127.0.0.1:1
              ExitOnForwardFailure yes
              PermitLocalCommand yes
              LocalCommand touch {server.Folder}/local
              ControlMaster auto
              ControlPath {server.Folder}/master

            """);
        await using var channels = Operations.Channels();
        Assert.Equal(0, (await channels.To(server.Access).CallAsync("ping")).Finished().ExitCode);
        Assert.False(File.Exists(server.InFolder("local")));
        Assert.False(File.Exists(server.InFolder("master")));
    }
}
