using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>A deploy user who is not root. The sshd sees a passwd and sudoers of its own, in a mount namespace.</summary>
public sealed class SudoTests
{
    private const string World = """
        cd "$(dirname "$5")" || exit 1
        for file in passwd shadow sudoers; do mount --bind "$file" "/etc/$file" || exit 1; done
        exec "$@"
        """;

    [Theory]
    [InlineData("deploy ALL=(root) NOPASSWD: /bin/sh")]
    [InlineData("Defaults use_pty\ndeploy ALL=(root) NOPASSWD: /bin/sh")]
    public async Task The_documented_rule_is_enough(string rule)
    {
        using var server = Start(rule);
        await using var channels = Operations.Channels();
        var channel = channels.To(Access(server));
        Assert.Equal("0\n", (await channel.CallAsync("who")).Finished().Output);
        var input = Operations.Call("count") with { Input = new MemoryStream(new byte[300_000]), InputLength = 300_000 };
        Assert.Equal("300000\n", (await channel.CallAsync(input)).Finished().Output);
        await using var unprivileged = channels.Fresh(Access(server) with { Sudo = false });
        Assert.Equal("54321\n", (await unprivileged.CallAsync("who")).Finished().Output);
    }

    [Theory]
    [InlineData("deploy ALL=(root) /bin/sh", "sudo.password-needed")]
    [InlineData("root ALL=(ALL) ALL", "sudo.password-needed")]
    [InlineData("deploy ALL=(root) NOPASSWD: /bin/true", "sudo.password-needed")]
    [InlineData("Defaults requiretty\ndeploy ALL=(root) NOPASSWD: /bin/sh", "sudo.not-allowed")]
    [InlineData("Defaults !authenticate\ndeploy ALL=(root) /bin/true", "sudo.not-allowed")]
    public async Task A_missing_rule_is_told_with_the_rule(string rule, string code)
    {
        using var server = Start(rule);
        await using var channels = Operations.Channels();
        Assert.Contains("deploy@127.0.0.1", (await channels.To(Access(server)).CallAsync("who")).Unreachable(code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_sudo_is_told()
    {
        using var server = SshServer.Start("ForceCommand PATH=/nowhere; eval \"$SSH_ORIGINAL_COMMAND\"");
        await using var channels = Operations.Channels();
        (await channels.To(server.Access with { Sudo = true }).CallAsync("who")).Unreachable("sudo.not-found");
    }

    [Fact]
    public async Task What_runs_under_sudo_ends_with_the_connection()
    {
        using var server = Start("deploy ALL=(root) NOPASSWD: /bin/sh");
        await using var channels = Operations.Channels();
        await BreakTests.AssertRunningOperationEndsAsync(channels.To(Access(server)), server);
    }

    private static HostAccess Access(SshServer server) => server.Access with { User = "deploy", Sudo = true };

    private static SshServer Start(string rule)
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root, to give sshd a passwd and sudoers of its own");
        Assert.SkipUnless(File.Exists("/usr/bin/sudo"), "needs sudo");
        return SshServer.Start("", World, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "passwd"), File.ReadAllText("/etc/passwd") + "deploy:x:54321:65534::/:/bin/sh\n");
            File.WriteAllText(Path.Combine(folder, "shadow"), File.ReadAllText("/etc/shadow") + "deploy:*:19000:0:99999:7:::\n");
            File.WriteAllText(Path.Combine(folder, "sudoers"), rule + "\n");
            SshServer.Tool("chmod", "440", Path.Combine(folder, "shadow"), Path.Combine(folder, "sudoers"));
            // sshd reads authorized_keys as the user who logs in.
            SshServer.Tool("chmod", "755", folder);
        });
    }
}
