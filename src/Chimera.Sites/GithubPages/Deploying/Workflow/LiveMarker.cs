using Chimera.Engine;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>Asks the live site which release it is.</summary>
internal sealed class LiveMarker(TimeProvider time, IChance chance) : IDisposable
{
    private const int MostAttempts = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = Patience,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <returns>What it says; nothing when it answers that it names none; a finding when nobody knows.</returns>
    public async Task<(GenerationId? Named, Finding? Unknown)> ReadAsync(Uri site, CancellationToken cancel)
    {
        var at = ReleaseMarker.At(site);
        for (var attempt = 0; ; attempt++)
        {
            var (isSaid, named, why) = await TryAsync(at, cancel);
            if (isSaid)
            {
                return (named, null);
            }

            if (attempt == MostAttempts - 1)
            {
                return (null, Finding.Error(
                    "pages.live-unknown", $"GitHub does not say what is live, and the site does not either: {at} {why}",
                    "look whether the site is up, and try again"));
            }

            await Task.Delay(Pauses.BeforeRetry(attempt, chance), time, cancel);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(bool IsSaid, GenerationId? Named, string Why)> TryAsync(Uri at, CancellationToken cancel)
    {
        using CancellationTokenSource limit = new(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, at);
            request.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if ((int)answer.StatusCode is 404 or 410)
            {
                return (true, null, "");
            }

            if (!answer.IsSuccessStatusCode)
            {
                return (false, null, $"answered {(int)answer.StatusCode}");
            }

            await using var body = await answer.Content.ReadAsStreamAsync(either.Token);
            var buffer = new byte[ReleaseMarker.MostBytes];
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, either.Token);
            return ReleaseMarker.Read(buffer.AsSpan(0, length)) is { } named ? (true, named, "") : (false, null, "names no release");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (false, null, $"took longer than {Patience.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (false, null, "was not answered");
        }
    }
}
