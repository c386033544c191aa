using System.Net.Http.Headers;
using Chimera.Engine;
using Chimera.Engine.Execution;

namespace Chimera.Sites.Publishing.Http;

/// <summary>A platform's HTTP API: one address, one token, one rate limit for all who ask.</summary>
/// <param name="address">Ends with a slash; https, or this machine.</param>
/// <exception cref="ArgumentException">The token would be sent in the clear.</exception>
internal sealed class ApiClient(Uri address, IToken token, TimeProvider time, IChance chance) : IDisposable
{
    private const int AtOnce = 8;

    private readonly Uri _address = address.Scheme == Uri.UriSchemeHttps || address.IsLoopback
        ? address
        : throw new ArgumentException($"{address} is neither https nor on this machine", nameof(address));

    private readonly RateLimit _rate = new(time, chance);
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = !address.IsLoopback, ConnectTimeout = TimeSpan.FromSeconds(15),
            MaxConnectionsPerServer = AtOnce,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue("chimera", null) } },
    };

    /// <summary>Reads the token, for as long as one thing is being done.</summary>
    public async Task<ApiOpening> OpenAsync(CancellationToken cancel) => await token.ReadAsync(cancel) switch
    {
        TokenReading.Read read => new ApiOpening.Opened(new ApiSession(_http, _address, read.Token, _rate, time, chance)),
        TokenReading.Unread unread => new ApiOpening.Closed(unread.Why),
        _ => throw new InvalidOperationException("a reading is one of two"),
    };

    /// <summary>Does one thing in a session of its own; without a token it is refused.</summary>
    public async Task<Reply> DoAsync(Func<ApiSession, Task<Reply>> act, CancellationToken cancel) => await OpenAsync(cancel) switch
    {
        ApiOpening.Opened opened => await act(opened.Session),
        ApiOpening.Closed closed => new Reply.Refused(closed.Why),
        _ => throw new InvalidOperationException("an opening is one of two"),
    };

    /// <summary>Looks at a site's deploys in a session of its own.</summary>
    public async Task<DeploysLook> LookAsync(Func<ApiSession, Task<Asked<DeploysLook.Seen>>> look, CancellationToken cancel)
    {
        switch (await OpenAsync(cancel))
        {
            case ApiOpening.Closed closed:
                return new DeploysLook.Unseen(closed.Why);
            case ApiOpening.Opened opened:
                var asked = await look(opened.Session);
                return asked.Value is { } seen ? seen : new DeploysLook.Unseen(Replies.WhyOf(asked.Trouble!));
            default:
                throw new InvalidOperationException("an opening is one of two");
        }
    }

    public void Dispose() => _http.Dispose();
}
