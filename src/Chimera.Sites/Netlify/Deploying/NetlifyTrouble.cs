using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>What is replied when Netlify does not do what it was asked.</summary>
internal static class NetlifyTrouble
{
    public static readonly PlatformWords Words = new(
        "netlify", "Netlify", "the token", "make a new personal access token of somebody who may deploy the site", "look at the site's deploys at Netlify",
        "try again; what was sent is not sent again");

    public static Reply SiteNotFound(string site) => Replies.Refused(
        "netlify.site-not-found", $"Netlify knows no site '{site}' that this token may see",
        "give the site's id, or its name with .netlify.app, as Netlify shows it");
}
