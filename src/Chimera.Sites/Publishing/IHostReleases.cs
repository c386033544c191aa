using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Sites.Publishing;

/// <summary>
/// A site's releases on one plain host: immutable folders, of which one is live. The host itself goes back when a trial gets no verdict. The sites' port to whoever
/// can reach hosts.
/// </summary>
public interface IHostReleases
{
    Task<Sighting> ObserveAsync(CancellationToken cancel);

    /// <summary>Brings the files that the host lacks, by their digests, and the web server's configuration. Nothing that is served changes.</summary>
    /// <param name="configuration">The web server's, for this release; tested on the host before it is ever used.</param>
    Task<Reply> PrepareAsync(Order order, Release release, ServerConfiguration configuration, IProgress<string> progress, CancellationToken cancel);

    Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel);

    Task<Reply> CommitAsync(Order order, CancellationToken cancel);

    Task<Reply> RevertAsync(Order order, CancellationToken cancel);
}
