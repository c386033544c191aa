using System.Net;
using System.Net.Sockets;

namespace Chimera.Fleet.Hosts;

/// <summary>
/// Asks for a new TCP connection and waits for sshd to identify itself (RFC 4253 §4.2). OpenSSH's sshd starts itself anew for each connection and
/// reads its host keys before it does so.
/// </summary>
internal sealed class SshGreeting
{
    private const int LongestIdentification = 255;
    // Other lines may come before it.
    private const int MostBytes = 256 * 1024;

    private readonly byte[] _line = new byte[LongestIdentification];
    private int _length;

    private SshGreeting()
    {
    }

    /// <returns>Whether what listens there speaks SSH 2.</returns>
    public static async Task<bool> ComesFromAsync(IPEndPoint address, CancellationToken cancel)
    {
        using var connection = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await connection.ConnectAsync(address, cancel);
            await using var stream = new NetworkStream(connection);
            return await ComesAsync(stream, cancel);
        }
        catch (Exception broken) when (broken is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>Reads what a server says first, up to its identification.</summary>
    internal static async Task<bool> ComesAsync(Stream stream, CancellationToken cancel)
    {
        var greeting = new SshGreeting();
        var buffer = new byte[512];
        var left = MostBytes;
        while (left > 0 && await stream.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            left -= read;
            if (greeting.IsIn(buffer.AsSpan(0, read)))
                return true;
        }

        return false;
    }

    private bool IsIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var octet in bytes)
        {
            if (octet != '\n')
            {
                if (_length < _line.Length)
                    _line[_length] = octet;
                _length++;
            }
            else if (IsIdentification())
            {
                return true;
            }
            else
            {
                _length = 0;
            }
        }

        return false;
    }

    // 1.99 is a server that speaks both versions.
    private bool IsIdentification() =>
        _length < LongestIdentification
        && (_line.AsSpan(0, _length).StartsWith("SSH-2.0-"u8) || _line.AsSpan(0, _length).StartsWith("SSH-1.99-"u8));
}
