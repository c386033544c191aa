using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>Showing that one can still get in, without a login: it must fail whenever a login would, as far as it can see.</summary>
public sealed class ProofTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chimera-proof-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_answers_and_begins_a_session_is_shown_without_a_login()
    {
        using var server = SshServer.Start();
        await using var channels = await OpenAsync(server.Access);
        await ShownAsync(channels, server.Access);
        await ShownAsync(channels, server.Access);
        Assert.Equal(1, channels.Handshakes);
        Assert.Equal(0, (await channels.To(server.Access).CallAsync("ping")).Finished().ExitCode);
    }

    // A busy machine's sshd may give a connection up; a rollout asks again until its deadline, and so does this.
    private static async Task ShownAsync(SshHostChannels channels, HostAccess access)
    {
        List<Proof> seen = [];
        while (seen is not [.., Proof.Shown] && seen.Count < 5)
        {
            seen.Add(await channels.ProveAsync(access, Cancel));
        }

        Assert.True(seen[^1] is Proof.Shown, string.Join('\n', seen));
    }

    [Fact]
    public async Task Without_a_connection_that_is_kept_nothing_is_shown()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels();
        Assert.Contains("no connection", await WhyAsync(channels, server.Access), StringComparison.Ordinal);
        Assert.Equal(0, channels.Handshakes);
    }

    [Fact]
    public async Task An_sshd_that_is_gone_is_not_shown_though_its_sessions_live()
    {
        using var server = SshServer.Start();
        await using var channels = await OpenAsync(server.Access);
        server.StopListening();
        Assert.Contains("sshd does not answer", await WhyAsync(channels, server.Access), StringComparison.Ordinal);
        Assert.Equal(0, (await channels.To(server.Access).CallAsync("ping")).Finished().ExitCode);
    }

    [Fact]
    public async Task A_frozen_sshd_that_still_listens_is_not_shown()
    {
        using var server = SshServer.Start();
        var host = server.Access with { ConnectTimeout = TimeSpan.FromSeconds(2) };
        await using var channels = await OpenAsync(host);
        server.Freeze();
        Assert.Contains("sshd does not answer", await WhyAsync(channels, host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_firewall_that_lets_no_new_connection_through_is_seen()
    {
        using var server = SshServer.Start();
        await using var gate = new Gate(server.Port);
        var host = server.Access with { Port = gate.Port, ConnectTimeout = TimeSpan.FromSeconds(2) };
        await using var channels = await OpenAsync(host);
        Assert.IsType<Proof.Shown>(await channels.ProveAsync(host, Cancel));
        gate.Close();
        Assert.Contains("sshd does not answer", await WhyAsync(channels, host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_has_lost_its_shell_begins_no_session()
    {
        using var server = SshServer.Start();
        var shell = Path.Combine(_folder, "sh");
        File.Copy("/bin/sh", shell);
        await using var channels = await OpenAsync(server.Access, new ChannelSettings { Shell = shell });
        Assert.IsType<Proof.Shown>(await channels.ProveAsync(server.Access, Cancel));
        File.Delete(shell);
        Assert.Contains("no session begins", await WhyAsync(channels, server.Access), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_allows_one_session_per_connection_cannot_show_another()
    {
        using var server = SshServer.Start("MaxSessions 1");
        await using var channels = await OpenAsync(server.Access);
        Assert.Contains("no session begins", await WhyAsync(channels, server.Access), StringComparison.Ordinal);
        // A connection that sshd gives up over this is opened again by the next call.
        var reply = await channels.To(server.Access).CallAsync("ping");
        reply = reply is HostReply.Broken ? await channels.To(server.Access).CallAsync("ping") : reply;
        Assert.Equal(0, reply.Finished().ExitCode);
    }

    [Fact]
    public async Task Behind_a_jump_host_only_a_login_can_show_it()
    {
        using var server = SshServer.Start();
        File.AppendAllText(server.Config, $"""
            Host behind
              ProxyJump before
            Host behind before
              HostName 127.0.0.1
              Port {server.Port}
              StrictHostKeyChecking accept-new

            """);
        var host = server.Access with { Address = "behind", Port = null };
        await using var channels = await OpenAsync(host);
        Assert.Contains("jump host", await WhyAsync(channels, host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_connection_leaves_nothing_to_show_anything_with()
    {
        using var server = SshServer.Start();
        await using var channels = await OpenAsync(server.Access);
        server.Stop();
        Assert.IsType<Proof.NotShown>(await channels.ProveAsync(server.Access, Cancel));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<SshHostChannels> OpenAsync(HostAccess host, ChannelSettings? settings = null)
    {
        var channels = Operations.Channels(settings);
        var reply = await channels.To(host).CallAsync("ping");
        Assert.True(reply is HostReply.Finished { ExitCode: 0 }, reply.ToString());
        return channels;
    }

    private static async Task<string> WhyAsync(SshHostChannels channels, HostAccess host) =>
        Assert.IsType<Proof.NotShown>(await channels.ProveAsync(host, Cancel)).Why;
}
