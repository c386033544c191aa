using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Chimera.Agreement.Servers;

/// <summary>Asks a server's sites as they are asked from outside: each target byte by byte as it was made up, nothing followed, nothing kept.</summary>
internal sealed class Asking : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpClient _http;

    public Asking(SiteServer server) => _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = async (context, cancel) =>
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            var site = int.Parse(context.DnsEndPoint.Host["site".Length..], CultureInfo.InvariantCulture);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(server.SocketOf(site)), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        Timeout = Patience,
    };

    /// <exception cref="HttpRequestException">No HTTP came back, or no such request can be sent.</exception>
    public SentAnswer Ask(int site, SentRequest request, CancellationToken cancel)
    {
        if (Uri.CheckHostName(request.Host) is UriHostNameType.Unknown || request.Host.StartsWith('.') || !Uri.TryCreate($"http://site{site}{request.Target}", AsItIs, out var url))
        {
            throw new HttpRequestException("no such request can be sent");
        }

        using HttpRequestMessage message = new(new HttpMethod(request.Method), url);
        message.Headers.TryAddWithoutValidation("Host", request.Host);
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = _http.Send(message, cancel);
        using StreamReader body = new(answer.Content.ReadAsStream(cancel), Encoding.UTF8);
        var headers = answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new SentAnswer((int)answer.StatusCode, headers, body.ReadToEnd());
    }

    public void Dispose() => _http.Dispose();
}
