using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Chimera.FleetBench.Copying;

/// <summary>
/// Stands between a controller and a host's sshd, holds every byte back for half a round trip, and counts how often the direction
/// turned: the host spoke after it had been spoken to.
/// </summary>
internal sealed class DelayingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _host;
    private readonly TimeSpan _oneWay;
    private readonly Task _serving;
    private readonly Lock _turn = new();
    private bool _hostIsAsked;
    private int _roundTrips;

    public DelayingProxy(string address, int port, TimeSpan roundTrip)
    {
        (_host, _oneWay) = (new IPEndPoint(IPAddress.Parse(address), port), roundTrip / 2);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Round trips so far, over all connections.</summary>
    public int RoundTrips => Volatile.Read(ref _roundTrips);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        List<Task> open = [];
        try
        {
            while (true)
                open.Add(CarryAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task CarryAsync(TcpClient accepted)
    {
        using var client = accepted;
        using TcpClient host = new();
        await host.ConnectAsync(_host);
        client.NoDelay = host.NoDelay = true;
        await Task.WhenAny(PassAsync(client, host, toHost: true), PassAsync(host, client, toHost: false));
    }

    private async Task PassAsync(TcpClient from, TcpClient to, bool toHost)
    {
        var way = Channel.CreateUnbounded<(byte[] Bytes, long Sent)>(new() { SingleReader = true, SingleWriter = true });
        await Task.WhenAll(TakeAsync(from.GetStream(), way.Writer, toHost), GiveAsync(to.GetStream(), way.Reader));
    }

    private async Task TakeAsync(NetworkStream from, ChannelWriter<(byte[], long)> way, bool toHost)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var read)
            {
                Note(toHost);
                way.TryWrite((buffer[..read], Stopwatch.GetTimestamp()));
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The other direction has ended.
        }

        way.Complete();
    }

    private async Task GiveAsync(NetworkStream to, ChannelReader<(byte[] Bytes, long Sent)> way)
    {
        try
        {
            await foreach (var (bytes, sent) in way.ReadAllAsync())
            {
                if (_oneWay - Stopwatch.GetElapsedTime(sent) is { Ticks: > 0 } rest)
                    await Task.Delay(rest);
                await to.WriteAsync(bytes);
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The other direction has ended.
        }
    }

    private void Note(bool toHost)
    {
        lock (_turn)
        {
            if (!toHost && _hostIsAsked)
                _roundTrips++;
            _hostIsAsked = toHost;
        }
    }
}
