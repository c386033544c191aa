using System.Net;
using System.Net.Sockets;

namespace Chimera.SitesDeployBench;

/// <summary>Stands before a server on this machine, hands everything on, and counts it.</summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener _listener;
    private readonly IPEndPoint _server;
    private readonly Lock _gate = new();
    private WireCount _count;

    /// <param name="server">Wherever it listens, the wire does at the same address, at another port.</param>
    public Wire(IPEndPoint server)
    {
        _server = server;
        _listener = new TcpListener(server.Address, 0);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public WireCount Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using (client)
        {
            using TcpClient server = new() { NoDelay = true };
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(_server);
                lock (_gate)
                {
                    _count = _count with { Connections = _count.Connections + 1 };
                }

                Side side = new();
                await Task.WhenAll(PumpAsync(client, server, side, outwards: true), PumpAsync(server, client, side, outwards: false));
            }
            catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
            {
                // One of them went away; the other sees it.
            }
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Side side, bool outwards)
    {
        var buffer = new byte[64 * 1024];
        while (await from.GetStream().ReadAsync(buffer) is > 0 and var length)
        {
            lock (_gate)
            {
                var turned = !outwards && side.ControllerSpoke;
                side.ControllerSpoke = outwards;
                _count = outwards
                    ? _count with { Out = _count.Out + length }
                    : _count with { In = _count.In + length, Turns = _count.Turns + (turned ? 1 : 0) };
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, length));
        }

        to.Client.Shutdown(SocketShutdown.Send);
    }

    private sealed class Side
    {
        public bool ControllerSpoke { get; set; }
    }
}
