using System.Net;
using System.Net.Sockets;

namespace Chimera.Fleet.Tests.Hosts;

/// <summary>Closes each connection at once, as sshd does above MaxStartups.</summary>
internal sealed class ClosingHost : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _closing;

    public ClosingHost()
    {
        _listener.Start();
        _closing = CloseEachAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _closing;
    }

    private async Task CloseEachAsync()
    {
        try
        {
            while (true)
                (await _listener.AcceptTcpClientAsync()).Dispose();
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The listener is gone.
        }
    }
}
