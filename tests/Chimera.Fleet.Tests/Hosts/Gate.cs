using System.Net;
using System.Net.Sockets;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>A firewall before a port of this machine: once it is closed, connections that are there go on and new ones get nothing through.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _behind;
    private readonly Task _accepting;
    private volatile bool _closed;

    public Gate(int behind)
    {
        _behind = behind;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Close() => _closed = true;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient from)
    {
        using var near = from;
        using var far = new TcpClient();
        try
        {
            if (_closed)
                await Task.Delay(Timeout.Infinite, _end.Token);
            await far.ConnectAsync(IPAddress.Loopback, _behind, _end.Token);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _end.Token), far.GetStream().CopyToAsync(near.GetStream(), _end.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or SocketException)
        {
            // One of the two has gone, or the test is over.
        }
    }
}
