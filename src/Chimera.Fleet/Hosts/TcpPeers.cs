using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;

namespace Chimera.Fleet.Hosts;

/// <summary>
/// Where processes have connected to over TCP, as Linux tells it in proc(5). For ssh this is the truth that its configuration leads to: with names
/// resolved, and with no TCP connection at all where a jump host or a proxy command stands in between.
/// </summary>
internal sealed class TcpPeers
{
    private const string Established = "01";
    private const string NoInode = "0";
    private const string SocketLink = "socket:[";
    private readonly Lock _gate = new();
    private Dictionary<string, IPEndPoint> _byInode = [];

    /// <returns>Null when it has none or several, or this cannot be known.</returns>
    public IPEndPoint? Of(int process)
    {
        try
        {
            var inodes = Directory.GetFiles($"/proc/{process}/fd").Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name)
                .Where(name => name is not null && name.StartsWith(SocketLink, StringComparison.Ordinal))
                .Select(name => name![SocketLink.Length..^1])
                .ToHashSet(StringComparer.Ordinal);
            return Of(inodes) is [var one] ? one : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Reading the table is the dear part, so what it said is kept and it is read anew for a connection it did not have.</summary>
    private IPEndPoint[] Of(HashSet<string> inodes)
    {
        lock (_gate)
        {
            if (!inodes.Any(_byInode.ContainsKey))
                _byInode = ReadAll();
            return [.. inodes.Select(inode => _byInode.GetValueOrDefault(inode)).OfType<IPEndPoint>()];
        }
    }

    // Not a picture of one moment: while connections come and go a line may be there twice.
    private static Dictionary<string, IPEndPoint> ReadAll()
    {
        var all = new Dictionary<string, IPEndPoint>(StringComparer.Ordinal);
        foreach (var (inode, peer) in Read("/proc/self/net/tcp").Concat(Read("/proc/self/net/tcp6")))
            all[inode] = peer;
        return all;
    }

    private static IEnumerable<KeyValuePair<string, IPEndPoint>> Read(string file) => !File.Exists(file) ? [] : File.ReadLines(file).Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 9 && words[3] == Established && words[9] != NoInode)
        .Select(words => KeyValuePair.Create(words[9], Parse(words[2])));

    /// <summary>The address as 32-bit words in the order of this machine, each in hex; then the port.</summary>
    private static IPEndPoint Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var words = text[..colon].Chunk(8).Select(word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
        var address = new IPAddress(MemoryMarshal.AsBytes(words.AsSpan()));
        return new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, ushort.Parse(text[(colon + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
