using Chimera.Engine;

namespace Chimera.Sites.Publishing.Http;

/// <summary>A platform's HTTP API: one address, one token, one rate limit for all who ask.</summary>
internal sealed class ApiClient : IDisposable
{
    private const int AtOnce = 8;

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly IToken _token;
    private readonly RateLimit _rate;
    private readonly TimeProvider _time;
    private readonly IChance _chance;

    /// <param name="address">Ends with a slash; https, or this machine.</param>
    /// <exception cref="ArgumentException">The token would be sent in the clear.</exception>
    public ApiClient(Uri address, IToken token, TimeProvider time, IChance chance)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        {
            throw new ArgumentException($"{address} is neither https nor on this machine", nameof(address));
        }

        (_address, _token, _time, _chance, _rate) = (address, token, time, chance, new RateLimit(time, chance));
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = !address.IsLoopback, ConnectTimeout = TimeSpan.FromSeconds(15), MaxConnectionsPerServer = AtOnce,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("chimera");
    }

    /// <summary>Reads the token, for as long as one thing is being done.</summary>
    public async Task<ApiOpening> OpenAsync(CancellationToken cancel) => await _token.ReadAsync(cancel) switch
    {
        TokenReading.Read read => new ApiOpening.Opened(new ApiSession(_http, _address, read.Token, _rate, _time, _chance)),
        TokenReading.Unread unread => new ApiOpening.Closed(unread.Why),
        _ => throw new InvalidOperationException("a reading is one of two"),
    };

    public void Dispose() => _http.Dispose();
}
