using System.Net.Sockets;
using System.Text;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>Sockets of a host over a connection that OpenSSH shares.</summary>
public sealed class SharedForwardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_listens_on_the_host_is_spoken_to_as_often_as_one_likes()
    {
        using var server = SshServer.Start();
        await using SshHostChannels channels = new(new ChannelSettings(), TimeProvider.System);
        var path = Path.Combine(server.Folder, "listener");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Assert.Null(await channels.ConnectAsync(server.Access, path, Cancel));
        await ReachAsync(channels, server);

        for (var time = 0; time < 3; time++)
        {
            await using var stream = Assert.IsType<Stream>(await channels.ConnectAsync(server.Access, path, Cancel), exactMatch: false);
            var large = Encoding.ASCII.GetBytes(new string((char)('a' + time), 3 * 1024 * 1024));
            var writing = stream.WriteAsync(large, Cancel).AsTask();
            var heard = new byte[large.Length];
            await using (NetworkStream far = new(await listener.AcceptAsync(Cancel), ownsSocket: true))
            {
                await far.ReadExactlyAsync(heard, Cancel);
                await far.WriteAsync("thanks"u8.ToArray(), Cancel);
            }

            await writing;
            Assert.Equal(large, heard);
            using StreamReader reader = new(stream);
            Assert.Equal("thanks", await reader.ReadToEndAsync(Cancel));
        }

        Assert.Equal(1, channels.Handshakes);
    }

    [Fact]
    public async Task Where_nobody_listens_the_stream_ends_and_the_connection_does_not()
    {
        using var server = SshServer.Start();
        await using SshHostChannels channels = new(new ChannelSettings(), TimeProvider.System);
        await ReachAsync(channels, server);

        for (var time = 0; time < 3; time++)
        {
            await using var stream = Assert.IsType<Stream>(await channels.ConnectAsync(server.Access, Path.Combine(server.Folder, "nobody"), Cancel), exactMatch: false);
            Assert.Equal(0, await ReadAsync(stream));
            await ReachAsync(channels, server);
        }

        Assert.Equal(1, channels.Handshakes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000008" + "00000001" + "00000003")]
    [InlineData("00000008" + "00000001" + "00000004" + "0000000C" + "80000003" + "00000001" + "00000000")]
    [InlineData("00000008" + "00000001" + "00000004" + "00000008" + "80000001" + "00000002")]
    [InlineData("00000004" + "00000001")]
    [InlineData("FFFFFFFF" + "00000001")]
    [InlineData("00000008" + "00000001" + "00000004" + "00000008" + "80000001" + "00000001")]
    public async Task What_does_not_speak_the_protocol_or_forwards_nothing_gives_no_stream(string said)
    {
        using var sockets = ControlSockets.Make(TimeProvider.System);
        var socket = sockets.Next()!;
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socket));
        listener.Listen();
        var asked = SharedForward.ConnectAsync(socket, "/run/x", Cancel);
        using var answer = await listener.AcceptAsync(Cancel);
        await answer.SendAsync(Convert.FromHexString(said), Cancel);
        answer.Shutdown(SocketShutdown.Send);
        Assert.Null(await asked);
    }

    [Fact]
    public async Task Where_nobody_shares_there_is_no_stream()
    {
        using var sockets = ControlSockets.Make(TimeProvider.System);
        Assert.Null(await SharedForward.ConnectAsync(sockets.Next()!, "/run/x", Cancel));
    }

    private static async Task ReachAsync(SshHostChannels channels, SshServer server) =>
        Assert.IsType<HostReply.Finished>(await channels.To(server.Access).CallAsync(new HostCall("space", [], TimeSpan.FromMinutes(1)), Cancel));

    /// <summary>A stream that was torn down has ended too.</summary>
    private static async Task<int> ReadAsync(Stream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1], Cancel);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
