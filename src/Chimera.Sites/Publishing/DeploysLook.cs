using System.Collections.Immutable;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing;

/// <summary>What a platform says of one site's deploys. A closed set.</summary>
public abstract record DeploysLook
{
    private DeploysLook()
    {
    }

    /// <param name="Live">What visitors get; null when nothing was ever published.</param>
    /// <param name="Available">What can be shown without anything being sent, newest first, the live one included.</param>
    /// <param name="Address">Where visitors find the site.</param>
    public sealed record Seen(SiteDeploy? Live, ImmutableArray<SiteDeploy> Available, Uri Address) : DeploysLook;

    public sealed record Unseen(Finding Why) : DeploysLook;
}
