using System.Security.Cryptography;
using System.Text;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>What goes over one channel, with each shell that may be a host's /bin/sh.</summary>
public sealed class ChannelTests(SharedSshServer shared) : IClassFixture<SharedSshServer>
{
    public static TheoryData<string> Shells => ["dash", "busybox", "bash"];

    public static TheoryData<string, string> ShellsAndTorture()
    {
        string[] torture =
        [
            "plain", "", " ", "two words", "'", "\"", "''\"\"", "$(touch /tmp/x)", "`id`", "$HOME ${IFS}", "a\nb", "\n", "trailing\n\n", "\t\r",
            "-n", "--", "-e \\c", "\\", "\\0101", "\\n", "%s%d", "*", "/*", "[a-z]?", "~", "!!", "#not a comment", "a;b&c|d>e<f", "=", "==x",
            "\u00fc \u4e2d \ud83e\udd8a", "\u0001\u001b[31m\u007f", "()", "{a,b}", new string('x', 100_000), string.Concat(Enumerable.Repeat("\u00e9 '\n", 25_000)),
        ];
        var data = new TheoryData<string, string>();
        foreach (var shell in Shells)
            data.Add(shell.Data, string.Join('\0', torture));
        return data;
    }

    [Theory]
    [MemberData(nameof(ShellsAndTorture))]
    public async Task Arguments_arrive_byte_for_byte(string shell, string joined)
    {
        await using var channels = shared.Channels(shell);
        var arguments = joined.Split('\0');
        var reply = (await channels.To(shared.Access).CallAsync("args", [.. arguments])).Finished();
        Assert.Equal(0, reply.ExitCode);
        Assert.Equal($"{arguments.Length}\n" + string.Concat(arguments.Select(a => a + "\0")), reply.Output);
        Assert.Equal("", reply.Error);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task No_argument_at_all_is_none(string shell)
    {
        await using var channels = shared.Channels(shell);
        Assert.Equal("0\n", (await channels.To(shared.Access).CallAsync("args")).Finished().Output);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_loop_survives_operations_that_exit_fail_or_are_killed(string shell)
    {
        await using var channels = shared.Channels(shell);
        var channel = channels.To(shared.Access);
        var quit = (await channel.CallAsync("quit")).Finished();
        Assert.Equal((7, "bye\n"), (quit.ExitCode, quit.Output));
        Assert.Equal(9, (await channel.CallAsync("fail")).Finished().ExitCode);
        Assert.Equal(137, (await channel.CallAsync("killed")).Finished().ExitCode);
        Assert.Equal(64, (await channel.CallAsync("no_such_thing")).Finished().ExitCode);
        Assert.Equal(0, (await channel.CallAsync("ping")).Finished().ExitCode);
        Assert.Equal(1, channels.Handshakes);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Input_arrives_exactly_and_the_next_call_is_not_touched(string shell)
    {
        await using var channels = shared.Channels(shell);
        var channel = channels.To(shared.Access);
        foreach (var length in new[] { 1, 65_535, 65_536, 65_537, 20_000_000 })
        {
            var bytes = RandomNumberGenerator.GetBytes(length);
            var call = Operations.Call("sum") with { Input = new MemoryStream(bytes), InputLength = length };
            var sum = (await channel.CallAsync(call)).Finished().Output;
            Assert.StartsWith(Convert.ToHexStringLower(SHA256.HashData(bytes)), sum, StringComparison.Ordinal);
        }

        Assert.Equal("0\n", (await channel.CallAsync("count")).Finished().Output);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_an_operation_does_not_read_is_thrown_away(string shell)
    {
        await using var channels = shared.Channels(shell);
        var channel = channels.To(shared.Access);
        var call = Operations.Call("early") with { Input = new MemoryStream(Encoding.ASCII.GetBytes(new string('y', 3_000_000))), InputLength = 3_000_000 };
        var reply = (await channel.CallAsync(call)).Finished();
        Assert.Equal((3, "yyyyyyyyyy"), (reply.ExitCode, reply.Output));
        Assert.Equal(0, (await channel.CallAsync("ping")).Finished().ExitCode);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Large_output_comes_whole(string shell)
    {
        await using var channels = shared.Channels(shell);
        var output = (await channels.To(shared.Access).CallAsync("fill", "160")).Finished().Output;
        Assert.Equal(160 * 65_536, output.Length);
        Assert.DoesNotContain(output, c => c != 'x');
    }

    [Fact]
    public async Task Bytes_that_are_not_text_do_not_break_the_framing()
    {
        await using var channels = shared.Channels();
        var channel = channels.To(shared.Access);
        Assert.Equal("\u0001\ufffd\r\n\n", (await channel.CallAsync("bytes")).Finished().Output);
        Assert.Equal(0, (await channel.CallAsync("ping")).Finished().ExitCode);
    }

    [Fact]
    public async Task Lines_of_standard_error_come_while_the_operation_runs()
    {
        await using var channels = shared.Channels();
        var channel = channels.To(shared.Access);
        var seen = new List<string>();
        var call = Operations.Call("lines", "one", "", "three") with { OnLine = seen.Add };
        var reply = (await channel.CallAsync(call)).Finished();
        Assert.Equal(["one", "", "three", "unfinished"], seen);
        Assert.Equal("one\n\nthree\nunfinished", reply.Error);
        Assert.Equal("", reply.Output);

        // The first line is here before the end: only its arrival lets the operation end.
        var flag = Path.Combine(shared.Server.Folder, "flag");
        await File.WriteAllTextAsync(flag, "");
        var waiting = Operations.Call("wait_for", flag) with { OnLine = _ => File.Delete(flag) };
        Assert.Equal(0, (await channel.CallAsync(waiting)).Finished().ExitCode);
    }

    [Fact]
    public async Task Processes_that_a_foreign_command_leaves_behind_do_not_write_into_replies()
    {
        await using var channels = shared.Channels();
        var channel = channels.To(shared.Access);
        var flag = Path.Combine(shared.Server.Folder, "stray");
        await File.WriteAllTextAsync(flag, "");
        Assert.Equal("own\n", (await channel.CallAsync("stray_foreign", flag)).Finished().Output);
        for (var i = 0; i < 20; i++)
            Assert.Equal("0\n", (await channel.CallAsync("args")).Finished().Output);
        File.Delete(flag);
    }

    [Fact]
    public async Task More_output_than_is_taken_breaks_the_channel()
    {
        await using var channels = shared.Channels(settings: new ChannelSettings { OutputLimit = 100_000 });
        var channel = channels.To(shared.Access);
        (await channel.CallAsync("fill", "1000")).Broken("host.reply-too-large");
        Assert.Equal(0, (await channel.CallAsync("ping")).Finished().ExitCode);
        Assert.Equal(2, channels.Handshakes);
    }

    [Fact]
    public async Task Calls_made_at_once_run_one_after_another_over_one_handshake()
    {
        await using var channels = shared.Channels();
        var replies = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => channels.To(shared.Access).CallAsync("args", $"{i}")));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"1\n{i}\0"), replies.Select(reply => reply.Finished().Output));
        Assert.Equal(1, channels.Handshakes);
    }

    [Fact]
    public async Task A_fresh_channel_is_a_connection_of_its_own()
    {
        await using var channels = shared.Channels();
        var kept = (await channels.To(shared.Access).CallAsync("server")).Finished().Output;
        await using var fresh = channels.Fresh(shared.Access);
        Assert.NotEqual(kept, (await fresh.CallAsync("server")).Finished().Output);
        Assert.Equal(2, channels.Handshakes);
    }

    [Theory]
    [InlineData("ping 0\n2 ping")]
    [InlineData("")]
    [InlineData("Ping")]
    [InlineData("a b")]
    [InlineData("x;id")]
    public async Task What_can_not_be_an_operation_is_the_callers_error(string operation)
    {
        await using var channels = shared.Channels();
        await Assert.ThrowsAsync<ArgumentException>(() => channels.To(shared.Access).CallAsync(operation));
    }
}
