using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Chimera.Fleet.Lab;

/// <summary>
/// Loopback addresses for hosts: all of 127.0.0.0/8 reaches this machine, so that each host has every port to itself.
/// Labs take blocks of 1024 addresses from 127.64.0.0 to 127.127.255.255.
/// </summary>
internal static class Loopback
{
    public const int HostsPerBlock = 1000;

    private const int BlockCount = 4096;

    public static string Address(int block, int number)
    {
        var value = (127u << 24) + (64u << 16) + ((uint)block << 10) + (uint)number;
        return string.Create(null, $"{value >> 24}.{(value >> 16) & 255}.{(value >> 8) & 255}.{value & 255}");
    }

    /// <summary>A block in which nobody listens on the port yet, by its first host; null when the port is taken on every address.</summary>
    public static int? FreeBlock(int port)
    {
        for (var attempt = 0; attempt < 16; attempt++)
        {
            var block = RandomNumberGenerator.GetInt32(BlockCount);
            if (IsFree(Address(block, 1), port))
                return block;
        }

        return null;
    }

    private static bool IsFree(string address, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
            socket.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
