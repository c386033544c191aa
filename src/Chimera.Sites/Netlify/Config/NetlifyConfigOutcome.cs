using Chimera.Sites.Findings;

namespace Chimera.Sites.Netlify.Config;

/// <summary>What Netlify's resolver makes of a site's configuration.</summary>
public abstract record NetlifyConfigOutcome
{
    private NetlifyConfigOutcome()
    {
    }

    public sealed record Resolved(NetlifyConfigResult Result) : NetlifyConfigOutcome;

    /// <summary>The deploy fails before the build.</summary>
    /// <param name="Message">Netlify's own words, the site's folder written as <c>&lt;site&gt;</c>.</param>
    /// <param name="ByDesign">Netlify tells a person what is wrong; otherwise its code stumbled.</param>
    /// <param name="Finding">The same for a person here, with its place.</param>
    public sealed record Fatal(string Message, bool ByDesign, SiteFinding Finding) : NetlifyConfigOutcome;
}
