using System.Net;
using System.Net.Sockets;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Tests.Publishing;

/// <summary>A web server on a port of its own that answers as a site was foreseen to, unless a test makes it answer otherwise.</summary>
internal sealed class RespondingServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<Foresight?> _foresight;
    private readonly Task _serving;

    public RespondingServer(Foresight foresight)
        : this(() => foresight)
    {
    }

    /// <param name="foresight">What is live at the moment; null for nothing.</param>
    public RespondingServer(Func<Foresight?> foresight)
    {
        _foresight = foresight;
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>The path that the site lives below; nothing is elsewhere.</summary>
    public string Below { get; init; } = "";

    /// <summary>Changes an answer before it is sent; the body is written after it.</summary>
    public Func<HttpListenerContext, byte[], byte[]> Spoil { get; set; } = (_, body) => body;

    public void Dispose()
    {
        _listener.Close();
        _serving.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // It was closed, or a client went away.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        if (_foresight() is not { } foresight || !context.Request.RawUrl!.StartsWith(Below, StringComparison.Ordinal))
        {
            context.Response.StatusCode = 404;
            context.Response.Close();
            return;
        }

        var target = context.Request.RawUrl![Below.Length..].Split('?', 2);
        var request = SiteRequest.Get(target[0], target.Length > 1 ? target[1] : "") with
        {
            Method = context.Request.HttpMethod,
            Cookies = context.Request.Cookies.ToDictionary(cookie => cookie.Name, cookie => cookie.Value, StringComparer.Ordinal),
            Language = context.Request.Headers["accept-language"],
            Country = "zz",
        };
        var response = foresight.Responder!.Respond(request);
        context.Response.StatusCode = response.Status;
        if (response.Location is { } location)
        {
            context.Response.AddHeader("Location", location.StartsWith('/') ? Below + location : location);
        }

        foreach (var (name, value) in response.Headers)
        {
            context.Response.AddHeader(name, value);
        }

        var body = Spoil(context, response.Body is { } path ? foresight.Published.Read(path)! : "nothing"u8.ToArray());
        context.Response.OutputStream.Write(body);
        context.Response.Close();
    }
}
