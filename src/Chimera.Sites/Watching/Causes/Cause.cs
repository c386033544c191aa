using System.Collections.Immutable;

namespace Chimera.Sites.Watching.Causes;

/// <summary>What made a live site another than was foreseen. A closed set; each with the evidence that led to it.</summary>
public abstract record Cause(ImmutableArray<string> Evidence)
{
    /// <summary>What is live was deployed by somebody else, or by another Chimera.</summary>
    /// <param name="Deploy">The platform's own id; on a host, the release.</param>
    /// <param name="At">Null where nobody says.</param>
    public sealed record DeployedElsewhere(string Deploy, DateTimeOffset? At, ImmutableArray<string> Evidence) : Cause(Evidence);

    /// <summary>The same release is live, and somebody changed its files on the host.</summary>
    /// <param name="Paths">Which; empty where the host cannot tell.</param>
    public sealed record EditedOnHost(ImmutableArray<string> Paths, ImmutableArray<string> Evidence) : Cause(Evidence);

    /// <summary>The same release is live and unchanged, and other bytes arrive: a proxy, a CDN or a web server's configuration rewrites it.</summary>
    public sealed record ChangedOnTheWay(ImmutableArray<string> Evidence) : Cause(Evidence);

    /// <summary>
    /// What arrives is what an earlier release had at these addresses: a cache that was not emptied, or a release that was shown again.
    /// </summary>
    /// <param name="Certificate">The nonce of that release's certificate.</param>
    public sealed record OlderRelease(string Certificate, DateTimeOffset Certified, ImmutableArray<string> Evidence) : Cause(Evidence);

    /// <summary>The evidence does not tell.</summary>
    public sealed record Unknown(ImmutableArray<string> Evidence) : Cause(Evidence);
}
