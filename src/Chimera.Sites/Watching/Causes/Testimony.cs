using System.Collections.Immutable;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Watching.Causes;

/// <summary>What a platform or a host says of what it shows, in one line of evidence. A closed set.</summary>
public abstract record Testimony(string Evidence)
{
    /// <summary>What is live there is not the release that Chimera last committed.</summary>
    public sealed record Elsewhere(SiteDeploy Live, string Evidence) : Testimony(Evidence);

    /// <summary>The release is live there, and its files were changed on the host.</summary>
    /// <param name="Paths">Which; empty where the host cannot tell.</param>
    public sealed record Edited(ImmutableArray<string> Paths, string Evidence) : Testimony(Evidence);

    /// <summary>The release is live there, and unchanged as far as the witness sees.</summary>
    public sealed record AsLeft(string Evidence) : Testimony(Evidence);

    /// <summary>The witness says nothing.</summary>
    public sealed record Silent(string Evidence) : Testimony(Evidence);
}
