using System.Net;
using System.Net.Sockets;

namespace Chimera.Fleet.Tests.Transfer;

/// <summary>Stands between ssh and a host, and cuts the first connection once it has carried so many bytes to the host.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<long> _carried = [];
    private readonly IPEndPoint _host;
    private readonly Task _serving;

    public CuttingProxy(string address, int port, long cutAfter)
    {
        _host = new IPEndPoint(IPAddress.Parse(address), port);
        _listener.Start();
        _serving = ServeAsync(cutAfter);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Bytes carried to the host by each connection, in their order.</summary>
    public IReadOnlyList<long> Carried => _carried;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync(long cutAfter)
    {
        List<Task> open = [];
        try
        {
            for (var limit = cutAfter; ; limit = long.MaxValue)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _carried.Add(0);
                open.Add(CarryAsync(client, _carried.Count - 1, limit));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task CarryAsync(TcpClient client, int number, long limit)
    {
        using var owned = client;
        using TcpClient host = new();
        await host.ConnectAsync(_host);
        var toHost = CopyAsync(client.GetStream(), host.GetStream(), read => (_carried[number] += read) < limit);
        var toClient = CopyAsync(host.GetStream(), client.GetStream(), _ => true);
        await Task.WhenAny(toHost, toClient);
        client.Close();
        host.Close();
        await Task.WhenAll(toHost, toClient);
    }

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, Func<int, bool> goOn)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var read)
            {
                await to.WriteAsync(buffer.AsMemory(0, read));
                if (!goOn(read))
                    return;
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The other direction has ended.
        }
    }
}
