namespace Chimera.Sites.Netlify.Deploying;

/// <summary>A site at Netlify.</summary>
/// <param name="Published">What visitors get; null when nothing was ever published.</param>
internal sealed record SiteState(NetlifyDeploy? Published, Uri Address);
