using System.Buffers.Binary;
using System.Net.Sockets;

namespace Chimera.Fleet.Hosts;

/// <summary>
/// Reaches a unix socket of the host over a connection that a running ssh shares on a control socket: OpenSSH's PROTOCOL.mux, a forward that ssh is asked
/// for. Not in proxy mode, as sessions are: there a host that refuses the channel costs OpenSSH its whole connection ("no remote_id").
/// </summary>
internal static class SharedForward
{
    private const uint MuxHello = 1;
    private const uint MuxVersion = 4;
    private const uint OpenForward = 0x10000006;
    private const uint Ok = 0x80000001;
    private const uint Local = 1;
    private const uint IsPath = unchecked((uint)-2);
    private const uint RequestId = 1;
    private const int LongestMessage = 64 * 1024;

    // Beside the control socket, in a folder that is ours alone.
    private const string Suffix = ".d";

    /// <param name="control">Where ssh shares its connection.</param>
    /// <param name="path">The socket on the host.</param>
    /// <returns>Null where ssh forwards nothing. Where the host does not, the stream ends before anything comes.</returns>
    public static async Task<Stream?> ConnectAsync(string control, string path, CancellationToken cancel)
    {
        var near = control + Suffix;
        try
        {
            using (var connection = await OpenAsync(control, cancel))
            {
                await using var stream = new NetworkStream(connection);
                if (!await AskAsync(stream, near, path, cancel))
                    return null;
            }

            // ssh listens there as long as it lives, and takes the same question again for granted.
            return new NetworkStream(await OpenAsync(near, cancel), ownsSocket: true);
        }
        catch (Exception broken) when (broken is SocketException or IOException or InvalidDataException)
        {
            return null;
        }
    }

    private static async Task<Socket> OpenAsync(string socket, CancellationToken cancel)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static async Task<bool> AskAsync(NetworkStream ssh, string near, string far, CancellationToken cancel)
    {
        await ssh.WriteAsync(new SshMessage().Number(MuxHello).Number(MuxVersion).Framed, cancel);
        await ssh.WriteAsync(
            new SshMessage().Number(OpenForward).Number(RequestId).Number(Local).Text(near).Number(IsPath).Text(far).Number(IsPath).Framed, cancel);
        var hello = await ReceiveAsync(ssh, cancel);
        if (SshMessage.NumberAt(hello, 0) != MuxHello || SshMessage.NumberAt(hello, 4) != MuxVersion)
            return false;
        var answer = await ReceiveAsync(ssh, cancel);
        return SshMessage.NumberAt(answer, 0) == Ok && SshMessage.NumberAt(answer, 4) == RequestId;
    }

    private static async Task<byte[]> ReceiveAsync(NetworkStream ssh, CancellationToken cancel)
    {
        var head = new byte[4];
        await ssh.ReadExactlyAsync(head, cancel);
        var length = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (length > LongestMessage)
            throw new InvalidDataException("a message is too long");
        var message = new byte[length];
        await ssh.ReadExactlyAsync(message, cancel);
        return message;
    }
}
