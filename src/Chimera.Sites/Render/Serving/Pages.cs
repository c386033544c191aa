using Chimera.Sites.Folder;

namespace Chimera.Sites.Render.Serving;

/// <summary>Which published file a path means.</summary>
internal static class Pages
{
    /// <summary>What exists at the very path: a file, or the index of a folder whose slash is written.</summary>
    public static string? Resource(PublishedFiles files, string path) =>
        path.EndsWith('/') ? Existing(files, path + "index.html") : Existing(files, path);

    /// <summary>
    /// The page that is served without its name being written out, as measured on the live platform
    /// (https://github.com/slorber/trailing-slash-guide, November 2024): <c>/a</c> and <c>/a/</c> are each <c>a.html</c> or
    /// <c>a/index.html</c>.
    /// </summary>
    public static string? Clean(PublishedFiles files, string path)
    {
        var bare = path.TrimEnd('/');
        return bare.Length == 0 ? null
            : path.EndsWith('/') ? Existing(files, bare + ".html")
            : Existing(files, bare + ".html") ?? Existing(files, bare + "/index.html");
    }

    private static string? Existing(PublishedFiles files, string path) => files.Contains(path) ? path : null;
}
