namespace Chimera.Sites.Platforms;

/// <summary>Who serves a site.</summary>
public enum Platform
{
    Netlify,
    Render,
    GithubPages,

    /// <summary>A plain host with a web server that is configured from the site's <c>_redirects</c> and <c>_headers</c>.</summary>
    Host,
}
