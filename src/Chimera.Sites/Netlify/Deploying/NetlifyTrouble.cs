using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>What is replied when Netlify does not do what it was asked.</summary>
internal static class NetlifyTrouble
{
    public static readonly PlatformWords Words = new NetlifyWords();

    public static Reply SiteNotFound(string site) => Replies.Refuse(
        "netlify.site-not-found", $"Netlify knows no site '{site}' that this token may see",
        "give the site's id, or its name with .netlify.app, as Netlify shows it");
}
