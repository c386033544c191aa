using System.Collections.Concurrent;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Certification;

/// <summary>
/// Reads sites' folders, each once for as long as nothing in it has changed: whoever certifies, plans and publishes one after the other reads
/// the same, and all hosts of a site share it. What is sent later is held against its digests all the same.
/// </summary>
/// <param name="apart">The folder where Chimera keeps its state, which is part of no site; null for none.</param>
public sealed class SiteBundles(SiteSimulator simulator, TimeProvider time, string? apart = null)
{
    private readonly ConcurrentDictionary<(Platform Platform, string Folder, DeployContext Context), Remembered> _known = new();

    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was.</exception>
    public SiteReading Read(Platform platform, string folder, DeployContext context, CancellationToken cancel)
    {
        var known = _known.GetOrAdd((platform, Path.GetFullPath(folder), context), _ => new Remembered());
        // Whoever else wants the same waits for it.
        lock (known)
        {
            var began = time.GetUtcNow();
            var stamp = StampOf(folder);
            if (stamp is not null && known.Value is { } before && before.Stamp == stamp)
            {
                return before.Reading;
            }

            var reading = SiteBundle.Read(simulator, platform, SiteFolder.OnDisk(folder, apart), context, cancel);
            known.Value = stamp?.IsSettledAt(began) == true && StampOf(folder) == stamp ? (stamp, reading) : null;
            return reading;
        }
    }

    private FolderStamp? StampOf(string folder)
    {
        try
        {
            return FolderStamp.Of(folder, apart);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then it is read every time.
            return null;
        }
    }

    private sealed class Remembered
    {
        public (FolderStamp Stamp, SiteReading Reading)? Value { get; set; }
    }
}
