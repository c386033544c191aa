using Chimera.Sites.Publishing;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>A site at Netlify.</summary>
/// <param name="Published">What visitors get; null when nothing was ever published.</param>
internal sealed record SiteState(NetlifyDeploy? Published, Uri Address)
{
    /// <summary>What is live is available, and nothing else is known to be.</summary>
    public DeploysLook.Seen Look() => Look([]);

    /// <param name="others">Deploys that can be shown.</param>
    public DeploysLook.Seen Look(IReadOnlyList<NetlifyDeploy> others)
    {
        // What is live may be older than all that are listed.
        var all = Published is { } live && others.All(deploy => deploy.Id != live.Id) ? others.Append(live) : others;
        return new DeploysLook.Seen(Published?.AsSiteDeploy(), [.. all.Select(deploy => deploy.AsSiteDeploy())], Address);
    }
}
