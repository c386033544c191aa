using System.Collections.Concurrent;
using System.Globalization;
using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>Sends the contents that a deploy lacks, several at once, each once.</summary>
internal sealed class Uploads(NetlifyApi api, NetlifyManifest manifest, IProgress<string> progress)
{
    // As many as Netlify's own command.
    private const int AtOnce = 5;

    private readonly ConcurrentDictionary<string, bool> _sent = new(StringComparer.Ordinal);

    /// <returns>Null when all was taken.</returns>
    public async Task<Reply?> SendAsync(NetlifyDeploy deploy, CancellationToken cancel)
    {
        // What was taken is not sent again, also when the list still has it.
        var missing = deploy.Required.Distinct(StringComparer.Ordinal).Where(sha1 => !_sent.ContainsKey(sha1)).ToList();
        List<(string Sha1, ReleaseFile File)> files = [];
        foreach (var sha1 in missing)
        {
            if (manifest.Find(sha1) is not { } file)
            {
                return Replies.Refuse(
                    "netlify.asks-for-more",
                    $"the deploy {deploy.Id} asks for contents that the release does not have, so it is not the release's",
                    "delete that deploy at Netlify, and try again");
            }

            files.Add((sha1, file));
        }

        Reply? trouble = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var done = 0;
        try
        {
            await Parallel.ForEachAsync(
                files, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop.Token }, async (next, ended) =>
            {
                var reply = next.File.Read() is { } bytes
                    ? await api.UploadAsync(deploy.Id, next.File.Address, bytes, ended) : NetlifyManifest.Changed(next.File);
                if (reply is Reply.Done)
                {
                    _sent[next.Sha1] = true;
                    progress.Report(string.Create(
                        CultureInfo.InvariantCulture, $"sent {Interlocked.Increment(ref done)} of {files.Count} files"));
                }
                else
                {
                    Interlocked.CompareExchange(ref trouble, reply, null);
                    await stop.CancelAsync();
                }
            });
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The first trouble ended the others.
        }

        return trouble;
    }
}
