using Chimera.Sites.Netlify.Matching;

namespace Chimera.Sites.Netlify.Serving;

/// <summary>What of a site's settings bears on how its files are served.</summary>
public sealed record ServingSettings
{
    /// <summary>
    /// <c>build.processing.html.pretty_urls</c>: pages have one true address, without <c>.html</c> and with a slash only for folders.
    /// </summary>
    public bool PrettyUrls { get; init; } = true;

    public MatchSettings Matching { get; init; } = MatchSettings.Default;
}
