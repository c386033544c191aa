using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Publishing.Live;

/// <summary>
/// Addresses of a site that may live below a path, as projects do at GitHub Pages. What is foreseen begins at the site's own root.
/// </summary>
internal static class SitePaths
{
    // The framework would ask for '/A' where '/%41' was foreseen, for '/b' where '/a/../b' was, and another host for '//host/b'.
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <param name="target">Of a request, from the site's own root; asked for as it is, but for what no request line may hold.</param>
    public static Uri Asked(Uri site, string target)
    {
        var path = target.StartsWith('/') ? target : $"/{target}";
        return new Uri($"{site.GetLeftPart(UriPartial.Authority)}{Below(site)}{UrlEncoding.Encode(path, UrlEncoding.Query)}", AsItIs);
    }

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
