using System.Buffers.Binary;
using System.Net.Sockets;

namespace Chimera.Fleet.Hosts;

/// <summary>
/// Runs one command in a session of its own over a connection that a running ssh shares on a control socket: OpenSSH's PROTOCOL.mux in proxy
/// mode, then a session channel of RFC 4254. To sshd it is a new session like any other, with a process and a login shell of its own.
/// </summary>
internal sealed class SharedSession
{
    private const uint MuxHello = 1;
    private const uint MuxVersion = 4;
    private const uint MuxProxy = 0x1000000f;
    private const uint MuxProxied = 0x8000000f;

    private const byte ChannelOpen = 90;
    private const byte ChannelOpened = 91;
    private const byte ChannelRefused = 92;
    private const byte ChannelData = 94;
    private const byte ChannelEof = 96;
    private const byte ChannelClose = 97;
    private const byte ChannelRequest = 98;
    private const byte RequestFailed = 100;

    // All that may come: the window is never widened.
    private const int Window = 1024 * 1024;
    private const int LongestMessage = Window + 1024;
    private const uint LongestData = 32 * 1024;

    private readonly NetworkStream _stream;
    private readonly BoundedBytes _output = new(Window);
    private uint _channel;

    private SharedSession(NetworkStream stream) => _stream = stream;

    /// <returns>The command's standard output; null where no session came about, or the command could not be run in it.</returns>
    public static async Task<string?> RunAsync(string socket, string command, CancellationToken cancel)
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
            await using var stream = new NetworkStream(connection);
            return await new SharedSession(stream).RunAsync(command, cancel);
        }
        catch (Exception broken) when (broken is SocketException or IOException or InvalidDataException)
        {
            return null;
        }
    }

    private async Task<string?> RunAsync(string command, CancellationToken cancel)
    {
        await SendAsync(new SshMessage().Number(MuxHello).Number(MuxVersion), cancel);
        await SendAsync(new SshMessage().Number(MuxProxy).Number(0), cancel);
        var hello = await ReceiveAsync(cancel);
        if (SshMessage.NumberAt(hello, 0) != MuxHello || SshMessage.NumberAt(hello, 4) != MuxVersion)
            return null;
        if (SshMessage.NumberAt(await ReceiveAsync(cancel), 0) != MuxProxied)
            return null;

        await SendAsync(Packet(ChannelOpen).Text("session").Number(0).Number(Window).Number(LongestData), cancel);
        while (true)
        {
            // Here a message has an octet of padding length, always 0, before its type.
            var message = await ReceiveAsync(cancel);
            switch (message.Length < 2 ? throw new InvalidDataException("a message is too short") : message[1])
            {
                case ChannelOpened:
                    _channel = SshMessage.NumberAt(message, 6);
                    await SendAsync(ToChannel(ChannelRequest).Text("exec").Octet(1).Text(command), cancel);
                    await SendAsync(ToChannel(ChannelEof), cancel);
                    break;
                case ChannelRefused or RequestFailed:
                    return null;
                case ChannelData:
                    if (message.Length < 10 || !_output.Take(message.AsSpan(10)))
                        return null;
                    break;
                case ChannelClose:
                    await SendAsync(ToChannel(ChannelClose), cancel);
                    return _output.ToString();
            }
        }
    }

    private static SshMessage Packet(byte type) => new SshMessage().Octet(0).Octet(type);

    private SshMessage ToChannel(byte type) => Packet(type).Number(_channel);

    private async Task SendAsync(SshMessage message, CancellationToken cancel) => await _stream.WriteAsync(message.Framed, cancel);

    private async Task<byte[]> ReceiveAsync(CancellationToken cancel)
    {
        var head = new byte[4];
        await _stream.ReadExactlyAsync(head, cancel);
        var length = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (length > LongestMessage)
            throw new InvalidDataException("a message is too long");
        var message = new byte[length];
        await _stream.ReadExactlyAsync(message, cancel);
        return message;
    }
}
