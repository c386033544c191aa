using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>
/// Fetches an artifact from where GitHub says it is, without the token, and judges it. Where it is, is said anew each time: the address
/// is good for a minute.
/// </summary>
/// <param name="folder">For the artifact as long as it is judged; it goes with the file.</param>
/// <param name="byProxy">Where the person's environment names one.</param>
internal sealed class ArtifactDownload(WorkflowApi api, string folder, bool byProxy, TimeProvider time, IChance chance) : IDisposable
{
    private const int MostAttempts = 6;

    // What GitHub publishes of a site at most, and a little for how it is packed.
    private const long MostBytes = (1L << 30) + (64 << 20);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = byProxy, ConnectTimeout = TimeSpan.FromSeconds(15),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <returns>Null when it is the release.</returns>
    public async Task<Reply?> CompareAsync(string artifact, ArtifactTree tree, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            var lead = await api.LeadAsync(artifact, cancel);
            if (lead.Value is not { } from)
            {
                return lead.Trouble;
            }

            if (from.Scheme != Uri.UriSchemeHttps && !from.IsLoopback)
            {
                return WorkflowWords.Words.Unexpected("hand out the artifact");
            }

            var (isJudged, trouble, why) = await TryAsync(from, tree, cancel);
            if (isJudged)
            {
                return trouble;
            }

            if (attempt == MostAttempts - 1)
            {
                return new Reply.Unreachable(WorkflowWords.Words.Unreachable("hand out the artifact", why));
            }

            await Task.Delay(Pauses.BeforeRetry(attempt, chance), time, cancel);
        }
    }

    public void Dispose() => _http.Dispose();

    // The address is in nothing that is said.
    private async Task<(bool IsJudged, Reply? Trouble, string Why)> TryAsync(Uri from, ArtifactTree tree, CancellationToken cancel)
    {
        using CancellationTokenSource limit = new(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            Directory.CreateDirectory(folder);
            await using FileStream file = new(
                Path.Combine(folder, $"artifact-{Guid.NewGuid():N}.zip"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16,
                FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            using (var answer = await _http.GetAsync(from, HttpCompletionOption.ResponseHeadersRead, either.Token))
            {
                if (!answer.IsSuccessStatusCode)
                {
                    return (false, null, $"its storage answered {(int)answer.StatusCode}");
                }

                await using var body = await answer.Content.ReadAsStreamAsync(either.Token);
                if (!await CopyAsync(body, file, either.Token))
                {
                    return (true, Replies.Refuse(
                        "pages.artifact-differs", $"the artifact is larger than GitHub publishes: more than {MostBytes >> 20} MiB",
                        "publish less"), "");
                }
            }

            file.Position = 0;
            return (true, await ArtifactCheck.AgainstAsync(tree, file, either.Token), "");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (false, null, $"it took longer than {Limit.TotalMinutes:0} minutes");
        }
        catch (InvalidDataException)
        {
            return (false, null, "what it handed out is no zip with a tar in it");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            return (false, null, "the connection broke, or there is no room for the artifact here");
        }
    }

    private static async Task<bool> CopyAsync(Stream from, Stream to, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        for (var copied = 0L; await from.ReadAsync(buffer, cancel) is > 0 and var length;)
        {
            copied += length;
            if (copied > MostBytes)
            {
                return false;
            }

            await to.WriteAsync(buffer.AsMemory(0, length), cancel);
        }

        return true;
    }
}
