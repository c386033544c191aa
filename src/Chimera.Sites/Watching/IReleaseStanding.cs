using Chimera.Engine.Validation;

namespace Chimera.Sites.Watching;

/// <summary>Says what the certificate of the watched release is worth now: it may run out or be taken back while its site is watched.</summary>
public interface IReleaseStanding
{
    /// <returns>What speaks against it; null when nothing does.</returns>
    Task<Finding?> LookAsync(CancellationToken cancel);
}
