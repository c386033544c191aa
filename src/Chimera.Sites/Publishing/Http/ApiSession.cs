using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine;

namespace Chimera.Sites.Publishing.Http;

/// <summary>
/// Speaks to a platform's API with one token: keeps its rate limit, asks again what may be asked again, reads no more than it can hold,
/// and shows nobody the token.
/// Safe for many threads.
/// </summary>
internal sealed class ApiSession(HttpClient http, Uri address, Secret token, RateLimit rate, TimeProvider time, IChance chance)
{
    private const int MostAttempts = 6;
    private const int MostSlowDowns = 20;
    private const int MostBytes = 32 << 20;

    public async Task<ApiReply> SendAsync(ApiRequest request, CancellationToken cancel)
    {
        var slowDowns = 0;
        for (var attempt = 0; ;)
        {
            if (await rate.WaitAsync(cancel) is { } until)
            {
                return new ApiReply.Unreached($"it takes no more requests before {until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
            }

            switch (await TryAsync(request, cancel))
            {
                case Attempt.Over over:
                    return over.Reply;
                case Attempt.SlowDown when ++slowDowns > MostSlowDowns:
                    return new ApiReply.Unreached("it takes no more requests for now (429)");
                case Attempt.SlowDown:
                    await Task.Delay(Pauses.BeforeRetry(slowDowns, chance), time, cancel);
                    break;
                case Attempt.Broken broken when (broken.MayBeDone && !request.Repeatable) || ++attempt >= MostAttempts:
                    return broken.MayBeDone ? new ApiReply.Unclear(broken.Why) : new ApiReply.Unreached(broken.Why);
                default:
                    await Task.Delay(Pauses.BeforeRetry(attempt, chance), time, cancel);
                    break;
            }
        }
    }

    private async Task<Attempt> TryAsync(ApiRequest request, CancellationToken cancel)
    {
        using CancellationTokenSource limit = new(request.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            var target = request.AddressOf?.Invoke(token) ?? new Uri(address, request.Path);
            using HttpRequestMessage message = new(request.Method, target) { Content = request.Content?.Invoke() };
            message.Headers.Authorization = request is { AddressOf: null, TokenHeader: null } ? new AuthenticationHeaderValue("Bearer", token.Reveal()) : null;
            if (request.TokenHeader is { } header)
            {
                message.Headers.TryAddWithoutValidation(header, token.Reveal());
            }

            message.Headers.Accept.ParseAdd("application/json");
            using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            rate.Note(answer);
            return await JudgeAsync(request, answer, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Attempt.Broken($"no answer within {request.Limit.TotalSeconds:0} s", MayBeDone: true);
        }
        catch (HttpRequestException e)
        {
            return new Attempt.Broken(Shown(e.Message), e.HttpRequestError is not
                (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return new Attempt.Broken(e is JsonException ? "its answer is not JSON" : Shown(e.Message), MayBeDone: true);
        }
    }

    private async Task<Attempt> JudgeAsync(ApiRequest request, HttpResponseMessage answer, CancellationToken cancel)
    {
        var status = (int)answer.StatusCode;
        if (answer.IsSuccessStatusCode)
        {
            var body = request.IsRead ? await ReadAsync(answer, cancel) : [];
            return body is null
                ? new Attempt.Broken($"its answer is longer than {MostBytes >> 20} MiB", MayBeDone: true)
                : body.Length == 0 && request.IsRead
                ? new Attempt.Broken("its answer is empty", MayBeDone: true)
                : new Attempt.Over(new ApiReply.Answered(body.Length == 0 ? null : ApiJson.Parse(body), HasNext(answer)));
        }

        if (request.IsLed && status is 301 or 302 or 303 or 307 or 308
            && answer.Headers.Location is { } location)
        {
            return new Attempt.Over(new ApiReply.Led(new Uri(address, location)));
        }

        if (RateLimit.IsSlowDown(answer))
        {
            return new Attempt.SlowDown();
        }

        var said = MessageOf(await ReadAsync(answer, cancel) ?? [], request.Carried);
        return status is 408 or >= 500
            ? new Attempt.Broken(string.Create(
                CultureInfo.InvariantCulture, $"it answered {status}{(said.Length > 0 ? ": " : "")}{said}"), MayBeDone: true)
            : new Attempt.Over(new ApiReply.Refused(status, said));
    }

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        using MemoryStream body = new();
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancel) is > 0 and var length)
        {
            if (body.Length + length > MostBytes)
            {
                return null;
            }

            await body.WriteAsync(buffer.AsMemory(0, length), cancel);
        }

        return body.ToArray();
    }

    private static bool HasNext(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Link", out var links)
            && links.Any(link => link.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase));

    private string MessageOf(byte[] body, Secret? carried)
    {
        JsonNode? json = null;
        try
        {
            json = ApiJson.Parse(body);
        }
        catch (JsonException)
        {
            // A proxy's page, or half an answer: shown as it is.
        }

        var message = ApiJson.Text(json, "message") ?? ApiJson.Text(json, "error_message");
        // What is no message may hold a secret in any spelling.
        return carried is null ? Shown(message ?? Encoding.UTF8.GetString(body)) : message is null ? "" : Shown(carried.Hide(message));
    }

    /// <summary>A text from outside as it may be shown: on one line, not long, without the token.</summary>
    public string Shown(string text) => OutsideText.Shown(token.Hide(text));

    private abstract record Attempt
    {
        private Attempt()
        {
        }

        public sealed record Over(ApiReply Reply) : Attempt;

        public sealed record SlowDown : Attempt;

        public sealed record Broken(string Why, bool MayBeDone) : Attempt;
    }
}
