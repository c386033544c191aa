using System.Collections.Immutable;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing;

/// <summary>What a host says of the files of a release that stands there. A closed set.</summary>
public abstract record HostInspection
{
    private HostInspection()
    {
    }

    /// <summary>They are those of the release.</summary>
    public sealed record Whole : HostInspection;

    /// <param name="Paths">What was changed, is too many or is missing; empty where the host cannot tell which.</param>
    public sealed record Changed(ImmutableArray<string> Paths) : HostInspection;

    /// <summary>The host did not say.</summary>
    public sealed record Untold(Finding Why) : HostInspection;
}
