using System.Diagnostics;
using System.Globalization;
using Chimera.Engine.Execution;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>Contact that breaks, at any moment.</summary>
public sealed class BreakTests
{
    [Fact]
    public async Task A_server_killed_in_mid_call_breaks_it_and_the_next_call_opens_anew()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels();
        var channel = channels.To(server.Access);
        var reply = await channel.CallAsync(Operations.Call("wait") with { OnLine = _ => server.Stop() });
        reply.Broken("ssh.contact-lost");
        (await channel.CallAsync("ping")).Unreachable("ssh.connection-refused");
        server.Restart();
        Assert.Equal(0, (await channel.CallAsync("ping")).Finished().ExitCode);
    }

    [Fact]
    public async Task An_engine_that_ends_in_mid_call_leaves_a_channel_that_can_be_closed()
    {
        using var server = SshServer.Start();
        var channels = Operations.Channels();
        Assert.Throws<InvalidOperationException>(() => Turns.Run<int>(async () =>
        {
            TaskCompletionSource waits = new();
            _ = channels.To(server.Access).CallAsync(Operations.Call("wait") with { OnLine = _ => waits.TrySetResult() });
            await waits.Task;
            throw new InvalidOperationException("the record failed");
        }));

        server.Stop();

        await channels.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_connection_that_died_while_idle_is_opened_anew_without_a_broken_call()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels();
        var channel = channels.To(server.Access);
        var before = (await channel.CallAsync("server")).Finished().Output;
        var ssh = SshClients(server).Single();
        server.Restart();
        await ssh.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(before, (await channel.CallAsync("server")).Finished().Output);
    }

    [Fact]
    public async Task A_silent_connection_is_found_by_the_keepalive()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels(new ChannelSettings { KeepAlive = TimeSpan.FromSeconds(1) });
        var channel = channels.To(server.Access);
        var connection = (await channel.CallAsync("server")).Finished().Output.Trim();
        SshServer.Tool("kill", "-STOP", connection);
        var message = (await channel.CallAsync("ping")).Broken("ssh.contact-lost");
        Assert.Contains("not responding", message, StringComparison.Ordinal);
        SshServer.Tool("kill", "-KILL", connection);
        Assert.Equal(0, (await channel.CallAsync("ping")).Finished().ExitCode);
    }

    [Fact]
    public async Task Past_its_deadline_a_call_is_given_up_and_the_operation_ends()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels();
        var flag = server.InFolder("flag");
        File.WriteAllText(flag, "");
        var shell = 0;
        var call = Operations.Call("wait_for", flag) with
        {
            Deadline = TimeSpan.FromSeconds(5),
            OnLine = line => shell = int.Parse(line, CultureInfo.InvariantCulture),
        };
        (await channels.To(server.Access).CallAsync(call)).Broken("host.deadline-passed");
        await EndedAsync(shell);
        Assert.Equal(0, (await channels.To(server.Access).CallAsync("ping")).Finished().ExitCode);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_throws_and_the_channel_stays_of_use()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels();
        using var cancel = new CancellationTokenSource();
        var call = Operations.Call("wait") with { OnLine = _ => cancel.Cancel() };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => channels.To(server.Access).CallAsync(call, cancel.Token));
        Assert.Equal(0, (await channels.To(server.Access).CallAsync("ping")).Finished().ExitCode);
    }

    [Fact]
    public async Task The_running_operation_ends_with_the_connection()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels();
        await AssertRunningOperationEndsAsync(channels.To(server.Access), server);
    }

    [Fact]
    public async Task An_operation_never_sees_the_end_of_a_truncated_input()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels();
        var kept = server.InFolder("kept");
        var call = Operations.Call("keep", kept) with { Input = new MemoryStream(new byte[200_000]), InputLength = 200_001 };
        var connection = (await channels.To(server.Access).CallAsync("server")).Finished().Output.Trim();
        (await channels.To(server.Access).CallAsync(call)).Broken("host.input-short");
        await EndedAsync(int.Parse(connection, CultureInfo.InvariantCulture));
        Assert.False(File.Exists(kept));
        var whole = call with { Input = new MemoryStream(new byte[200_001]) };
        Assert.Equal(0, (await channels.To(server.Access).CallAsync(whole)).Finished().ExitCode);
        Assert.Equal(200_001, new FileInfo(kept).Length);
    }

    [Fact]
    public async Task An_input_or_listener_that_throws_reaches_the_caller_and_the_channel_stays_of_use()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels();
        var channel = channels.To(server.Access);
        var closed = new MemoryStream();
        await closed.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => channel.CallAsync(Operations.Call("count") with { Input = closed, InputLength = 5 }));
        var deaf = Operations.Call("lines", "x") with { OnLine = _ => throw new NotSupportedException() };
        await Assert.ThrowsAsync<NotSupportedException>(() => channel.CallAsync(deaf));
        Assert.Equal(0, (await channel.CallAsync("ping")).Finished().ExitCode);
    }

    [Fact]
    public async Task Disposing_ends_every_ssh()
    {
        using var server = SshServer.Start();
        Process[] clients;
        await using (var channels = Operations.Channels())
        {
            await channels.To(server.Access).CallAsync("ping");
            clients = SshClients(server);
            Assert.Single(clients);
        }

        Assert.All(clients, client => Assert.True(client.HasExited));
    }

    internal static async Task AssertRunningOperationEndsAsync(IHostChannel channel, SshServer server)
    {
        var shell = 0;
        var flag = server.InFolder("running");
        File.WriteAllText(flag, "");
        var call = Operations.Call("wait_for", flag) with
        {
            OnLine = line =>
            {
                shell = int.Parse(line, CultureInfo.InvariantCulture);
                foreach (var client in SshClients(server))
                    client.Kill();
            },
        };
        (await channel.CallAsync(call)).Broken("ssh.contact-lost");
        await EndedAsync(shell);
    }

    private static Process[] SshClients(SshServer server) =>
        [.. Process.GetProcessesByName("ssh").Where(process => CommandLine(process).Contains(server.Config, StringComparison.Ordinal))];

    private static string CommandLine(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task EndedAsync(int pid)
    {
        Assert.NotEqual(0, pid);
        while (Directory.Exists($"/proc/{pid}"))
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }
}
