namespace Chimera.Sites.Publishing.Live;

/// <summary>
/// Addresses of a site that may live below a path, as projects do at GitHub Pages. What is foreseen begins at the site's own root.
/// </summary>
internal static class SitePaths
{
    /// <param name="target">Of a request, from the site's own root.</param>
    public static Uri Asked(Uri site, string target) => new(site, Below(site) + target);

    /// <param name="asked">Who was asked.</param>
    /// <param name="location">As it was foreseen: from the site's own root, or with its path where that was known.</param>
    public static Uri Led(Uri site, Uri asked, string location)
    {
        var below = Below(site);
        return new Uri(asked, below.Length == 0 || !location.StartsWith('/') || location.StartsWith("//", StringComparison.Ordinal)
            || location == below || location.StartsWith(below + "/", StringComparison.Ordinal) ? location : below + location);
    }

    private static string Below(Uri site) => site.AbsolutePath.TrimEnd('/');
}
