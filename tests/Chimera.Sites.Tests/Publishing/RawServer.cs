using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chimera.Sites.Tests.Publishing;

/// <summary>An HTTP/1.1 server on a port of its own that can do what a real one cannot be asked for: cut a connection at any byte.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, Task> _connections = new();
    private readonly Func<RawRequest, Task<RawAnswer?>> _answer;
    private readonly Task _serving;

    /// <param name="answer">Null cuts the connection.</param>
    public RawServer(Func<RawRequest, Task<RawAnswer?>> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Dispose();
        _serving.Wait();
        foreach (var (client, _) in _connections)
        {
            client.Dispose();
        }

        Task.WaitAll(_connections.Values);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                _connections[client] = Task.Run(() => ConverseAsync(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private async Task ConverseAsync(Socket client)
    {
        try
        {
            await using BufferedStream stream = new(new NetworkStream(client), 64 * 1024);
            while (await RawRequest.ReadAsync(stream) is { } request)
            {
                var answer = await _answer(request);
                if (answer is not null)
                {
                    await SendAsync(stream, answer);
                }

                if (answer is null or { CutAt: not null })
                {
                    client.LingerState = new LingerOption(enable: true, seconds: 0);
                    return;
                }

                await request.ReadBodyAsync();
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client went away.
        }
        finally
        {
            client.Dispose();
        }
    }

    private static async Task SendAsync(Stream stream, RawAnswer answer)
    {
        StringBuilder head = new($"HTTP/1.1 {answer.Status} Status\r\nContent-Length: {answer.Body.Length}\r\nDate: {DateTimeOffset.UtcNow:r}\r\n");
        foreach (var (name, value) in answer.Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        await stream.WriteAsync(answer.Body.AsMemory(0, answer.CutAt ?? answer.Body.Length));
        await stream.FlushAsync();
    }
}
