using System.Net.Sockets;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>Sessions over a connection that OpenSSH shares, held against OpenSSH's own client of it.</summary>
public sealed class SharedSessionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("echo hello")]
    [InlineData("printf 'no newline'; exit 3")]
    [InlineData("echo error >&2; echo output")]
    [InlineData("i=0; while [ $i -lt 4000 ]; do echo line $i of many that do not fit into one message; i=$((i + 1)); done")]
    [InlineData("cat; echo end")]
    [InlineData("true")]
    public async Task It_gives_what_ssh_itself_gives(string command)
    {
        using var server = SshServer.Start();
        using var sockets = ControlSockets.Make(TimeProvider.System);
        var socket = sockets.Next()!;
        await using var shared = SshProcess.TryStart(SshCommand.Open(server.Access, new ChannelSettings(), "echo open; cat", socket))!;
        var opened = new byte[5];
        await shared.Output.ReadExactlyAsync(opened, Cancel);

        var ours = SharedSession.RunAsync(socket, command, Cancel);
        var theirs = SshServer.Tool("sh", "-c", "ssh -F /dev/null -S \"$0\" nowhere \"$1\" </dev/null 2>/dev/null || :", socket, command);

        Assert.Equal(theirs, await ours);
        await shared.EndAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        Assert.False(File.Exists(socket));
    }

    [Fact]
    public async Task Where_nobody_shares_there_is_no_session()
    {
        using var sockets = ControlSockets.Make(TimeProvider.System);
        Assert.Null(await SharedSession.RunAsync(sockets.Next()!, "echo", Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000008" + "00000001" + "00000003")]
    [InlineData("00000008" + "00000001" + "00000004" + "00000008" + "80000003" + "00000000")]
    [InlineData("00000004" + "00000001")]
    [InlineData("FFFFFFFF" + "00000001")]
    [InlineData("00000008" + "00000001" + "00000004" + "00000008" + "8000000F" + "00000000" + "00000001" + "00")]
    [InlineData("00000008" + "00000001" + "00000004" + "00000008" + "8000000F" + "00000000" + "00000004" + "005B0000")]
    public async Task What_does_not_speak_the_protocol_gives_no_session(string said)
    {
        using var sockets = ControlSockets.Make(TimeProvider.System);
        var socket = sockets.Next()!;
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socket));
        listener.Listen();
        var asked = SharedSession.RunAsync(socket, "echo", Cancel);
        using (var answer = await listener.AcceptAsync(Cancel))
        {
            await answer.SendAsync(Convert.FromHexString(said), Cancel);
            answer.Shutdown(SocketShutdown.Send);
            Assert.Null(await asked);
        }
    }
}
