using System.Diagnostics;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>Many channels at once.</summary>
public sealed class PacingTests
{
    [Fact]
    public async Task Twenty_channels_get_through_a_server_that_lets_two_in_at_a_time()
    {
        using var server = SshServer.Start("MaxStartups 2");
        await using var channels = Operations.Channels(new ChannelSettings { ConnectAttempts = 100 });
        var fresh = Fresh(channels, server.Access, 20);
        var replies = await Task.WhenAll(fresh.Select(channel => channel.CallAsync("ping")));
        await CloseAsync(fresh);
        Assert.All(replies, reply => Assert.Equal(0, reply.Finished().ExitCode));
    }

    [Fact]
    public async Task Hosts_behind_one_door_that_lets_two_in_at_a_time_get_through()
    {
        using var server = SshServer.Start("MaxStartups 2");
        File.AppendAllText(server.Config, $"""
            Host behind*
              HostName 127.0.0.1
              HostKeyAlias behind
              Port {server.Port}

            """);
        await using var channels = Operations.Channels(new ChannelSettings { ConnectAttempts = 100 });
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            channels.To(server.Access with { Address = $"behind{number}", Port = null }).CallAsync("ping")));
        Assert.All(replies, reply => Assert.Equal(0, reply.Finished().ExitCode));
    }

    [Fact]
    public async Task The_default_pace_does_not_meet_the_default_MaxStartups()
    {
        using var server = SshServer.Start();
        await using var channels = Operations.Channels();
        var fresh = Fresh(channels, server.Access, 20);
        await Task.WhenAll(fresh.Select(channel => channel.CallAsync("ping")));
        await CloseAsync(fresh);
        Assert.Equal(20, channels.Handshakes);
    }

    [Fact]
    public async Task Two_hundred_channels_in_the_middle_of_a_call_hold_no_threads()
    {
        using var loop = new LocalLoop();
        await using var channels = Operations.Channels(new ChannelSettings { SshProgram = loop.Program });
        var open = Fresh(channels, LocalLoop.Access, 200);
        var flag = Path.Combine(loop.Folder, "flag");
        await File.WriteAllTextAsync(flag, "");
        var threads = 0;
        var begun = 0;
        var call = Operations.Call("hold", flag) with
        {
            Deadline = TimeSpan.FromMinutes(5),
            OnLine = _ =>
            {
                if (Interlocked.Increment(ref begun) < open.Length)
                    return;
                using var self = Process.GetCurrentProcess();
                threads = self.Threads.Count;
                File.Delete(flag);
            },
        };
        var replies = await Task.WhenAll(open.Select(channel => channel.CallAsync(call)));
        await CloseAsync(open);
        Assert.All(replies, reply => reply.Finished());
        Assert.InRange(threads, 1, 60);
    }

    private static IHostChannel[] Fresh(SshHostChannels channels, HostAccess host, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => channels.Fresh(host))];

    private static Task CloseAsync(IHostChannel[] channels) => Task.WhenAll(channels.Select(channel => channel.DisposeAsync().AsTask()));
}
