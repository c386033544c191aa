using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Text;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Publishing.Live;

/// <summary>
/// Asks a live site for everything that was foreseen of it. Each answer is taken as it comes: no redirect is followed, nothing is cached or decompressed, no cookie is kept,
/// no proxy is used.
/// </summary>
public sealed class LiveCheck : IDisposable
{
    private const int AtOnce = 8;
    private const long MostBytes = 256 << 20;
    private const int MostMarker = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Whoever asks for days must notice that the address leads elsewhere now.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private int _connections;

    public LiveCheck(TimeProvider time)
        : this(time, AtOnce)
    {
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes of its handler.")]
    private LiveCheck(TimeProvider time, int connections)
    {
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = Patience, MaxConnectionsPerServer = connections,
            PooledConnectionLifetime = ConnectionLifetime, ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>How many were opened so far.</summary>
    internal int Connections => Volatile.Read(ref _connections);

    /// <summary>Asks one thing after the other, over one connection as long as the server keeps it.</summary>
    internal static LiveCheck OverOneConnection(TimeProvider time) => new(time, connections: 1);

    /// <param name="site">Where it is served: <c>https://www.example.org</c>, or <c>https://example.org/docs/</c> for a site that lives below a path.</param>
    /// <param name="platform">Who serves it.</param>
    public Task<LiveReport> RunAsync(Uri site, Platform platform, IReadOnlyCollection<ForeseenAnswer> foreseen, CancellationToken cancel) =>
        RunAsync(site, name: null, platform, foreseen, cancel);

    /// <param name="site">The server to ask, by whatever address it has.</param>
    /// <param name="name">What visitors call the site: the request's <c>Host</c>; null for the address itself.</param>
    /// <param name="platform">Who serves it.</param>
    public Task<LiveReport> RunAsync(Uri site, string? name, Platform platform, IReadOnlyCollection<ForeseenAnswer> foreseen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(foreseen);
        return RunAsync(site, name, HeaderAdditions.Of(platform, foreseen), foreseen, cancel);
    }

    internal async Task<LiveReport> RunAsync(
        Uri site, string? name, HeaderAdditions additions, IReadOnlyCollection<ForeseenAnswer> foreseen, CancellationToken cancel)
    {
        var asked = foreseen.Where(AnswerComparison.CanBeAsked).ToList();
        var results = await AskAsync(site, name, additions, asked, cancel);
        return new LiveReport(asked.Count, foreseen.Count - asked.Count, [.. results.Select(FindingOf).OfType<Finding>()])
        {
            Differing = [.. results.Where(result => FindingOf(result) is not null)],
        };
    }

    /// <summary>Asks for each of these, and says in the same order what came of it.</summary>
    internal async Task<ImmutableArray<LiveResult>> AskAsync(
        Uri site, string? name, HeaderAdditions additions, IReadOnlyCollection<ForeseenAnswer> asked, CancellationToken cancel)
    {
        using SemaphoreSlim gate = new(AtOnce);
        return [.. await Task.WhenAll(asked.Select(answer => CheckAsync(site, name, additions, answer, gate, cancel)))];
    }

    /// <summary>What a host says which release answers there.</summary>
    /// <returns>Null when it says nothing of the kind.</returns>
    internal async Task<string?> ReleaseAsync(Uri marker, string? name, CancellationToken cancel)
    {
        using CancellationTokenSource limit = new(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        using HttpRequestMessage message = new(HttpMethod.Get, marker);
        message.Headers.Host = name;
        try
        {
            using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await using var body = await answer.Content.ReadAsStreamAsync(either.Token);
            var buffer = new byte[MostMarker];
            var length = await body.ReadAtLeastAsync(buffer, MostMarker, throwOnEndOfStream: false, either.Token);
            return answer.IsSuccessStatusCode && length < MostMarker ? Encoding.ASCII.GetString(buffer.AsSpan(0, length)) : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream that is returned disposes of the socket.")]
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        Interlocked.Increment(ref _connections);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <returns>Null for an answer as it was foreseen.</returns>
    internal static Finding? FindingOf(LiveResult result) => result switch
    {
        { Unanswered: { } why } => Finding.Error(
            "live.unanswered", $"{result.Request} was not answered: {why}", "look whether the site is up, and at this address"),
        { Differences: [_, ..] } => Finding.Error(
            "live.differs", $"{result.Request} {string.Join("; it ", result.Differences.Select(difference => difference.Text))}",
            "see what was foreseen, and why, with 'chimera simulate --request'"),
        _ => null,
    };

    private async Task<LiveResult> CheckAsync(
        Uri site, string? name, HeaderAdditions additions, ForeseenAnswer foreseen, SemaphoreSlim gate, CancellationToken cancel)
    {
        var url = SitePaths.Asked(site, foreseen.Request.Target);
        await gate.WaitAsync(cancel);
        using CancellationTokenSource limit = new(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            var live = await AskAsync(url, name, foreseen.Request, either.Token);
            return new LiveResult(foreseen, live, null, [.. AnswerComparison.Differences(foreseen, live, url, location => SitePaths.Led(site, url, location), additions)]);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new LiveResult(foreseen, null, $"took longer than {Patience.TotalSeconds:0} s", []);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new LiveResult(foreseen, null, e.Message, []);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<LiveAnswer> AskAsync(Uri url, string? name, SiteRequest request, CancellationToken cancel)
    {
        using HttpRequestMessage message = new(new HttpMethod(request.Method), url);
        message.Headers.Host = name;
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        message.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        if (request.Language is { } language)
        {
            message.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        foreach (var (header, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(header, value);
        }

        if (request.Cookies.Count > 0)
        {
            message.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", request.Cookies.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));
        }

        var sent = _time.GetTimestamp();
        using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
        var took = _time.GetElapsedTime(sent);
        var body = await ReadAsync(answer, cancel);
        var headers = answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
            .ToImmutableDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value));
        var location = headers.TryGetValue("location", out var text) && Uri.TryCreate(url, text, out var absolute) ? absolute : null;
        return new LiveAnswer((int)answer.StatusCode, location, headers, body, took)
        {
            Cookies = answer.Headers.NonValidated.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [],
        };
    }

    /// <summary>Null for a body that is larger than anything a site holds.</summary>
    private static async Task<Digests?> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        using MemoryStream body = new();
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[64 * 1024];
        for (var length = await stream.ReadAsync(buffer, cancel); length > 0; length = await stream.ReadAsync(buffer, cancel))
        {
            await body.WriteAsync(buffer.AsMemory(0, length), cancel);
            if (body.Length > MostBytes)
            {
                return null;
            }
        }

        return Digests.Of(body.GetBuffer().AsSpan(0, (int)body.Length));
    }
}
