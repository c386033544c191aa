using System.Text;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Netlify.Serving;

/// <summary>Which published file a path stands for, with letter case as it is (@netlify/static 4; netlify-cli's proxy).</summary>
internal static class StaticFiles
{
    private static readonly string[] OwnExtensions =
        [".htm", ".html", ".png", ".jpg", ".js", ".css", ".svg", ".gif", ".ico", ".woff", ".woff2"];

    /// <summary>The paths that are tried, in order; a file with one of the usual extensions is only itself.</summary>
    public static IReadOnlyList<string> Candidates(string path)
    {
        if (path.EndsWith('/'))
        {
            var page = path[..^1];
            return path == "/"
                ? [path, "/index.html", "/index.htm"] : [path, page + ".html", page + ".htm", path + "index.html", path + "index.htm"];
        }

        return Array.Exists(OwnExtensions, extension => path.EndsWith(extension, StringComparison.Ordinal))
            ? [path]
            : [path, path + ".html", path + ".htm", path + "/index.html", path + "/index.htm"];
    }

    /// <param name="path">Decoded.</param>
    public static string? Find(PublishedFiles files, string path)
    {
        foreach (var candidate in Candidates(path))
        {
            var file = Collapsed(candidate);
            if (files.Contains(file))
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>Slashes in a row are one, and none stands at the end.</summary>
    public static string Collapsed(string path)
    {
        if (path.Contains("//", StringComparison.Ordinal))
        {
            var text = new StringBuilder(path.Length);
            foreach (var c in path)
            {
                if (c != '/' || text.Length == 0 || text[^1] != '/')
                {
                    text.Append(c);
                }
            }

            path = text.ToString();
        }

        return path.Length > 1 && path[^1] == '/' ? path[..^1] : path;
    }
}
