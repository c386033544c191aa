using System.Text;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Netlify.Serving;

/// <summary>Which published file a path stands for, with letter case as it is (@netlify/static 4; netlify-cli's proxy).</summary>
internal static class StaticFiles
{
    private static readonly string[] OwnExtensions =
        [".htm", ".html", ".png", ".jpg", ".js", ".css", ".svg", ".gif", ".ico", ".woff", ".woff2"];

    private const int UsualLength = 256;
    private const int LongestEnd = 11;

    /// <summary>The paths that are tried, in order; a file with one of the usual extensions is only itself.</summary>
    public static IReadOnlyList<string> Candidates(string path)
    {
        if (path.EndsWith('/'))
        {
            var page = path[..^1];
            return path == "/"
                ? [path, "/index.html", "/index.htm"] : [path, page + ".html", page + ".htm", path + "index.html", path + "index.htm"];
        }

        return IsOwnName(path)
            ? [path]
            : [path, path + ".html", path + ".htm", path + "/index.html", path + "/index.htm"];
    }

    /// <summary>The last of <see cref="Candidates"/>.</summary>
    public static string LastCandidate(string path) =>
        path.EndsWith('/') ? path + "index.htm" : IsOwnName(path) ? path : path + "/index.htm";

    /// <param name="path">Decoded.</param>
    public static string? Find(PublishedFiles files, string path)
    {
        if (path.Contains("//", StringComparison.Ordinal))
        {
            return Candidates(path).Select(candidate => files.Find(Collapsed(candidate))).FirstOrDefault(file => file is not null);
        }

        var whole = path.AsSpan();
        if (files.Find(path.Length > 1 && path[^1] == '/' ? whole[..^1] : whole) is { } itself)
        {
            return itself;
        }

        if (IsOwnName(path))
        {
            return null;
        }

        Span<char> room = path.Length <= UsualLength ? stackalloc char[UsualLength + LongestEnd] : new char[path.Length + LongestEnd];
        var isFolder = path.EndsWith('/');
        var page = isFolder ? path.Length - 1 : path.Length;
        whole.CopyTo(room);
        return (isFolder && page == 0 ? null : With(files, room, page, ".html") ?? With(files, room, page, ".htm"))
            ?? With(files, room, page, "/index.html") ?? With(files, room, page, "/index.htm");
    }

    private static string? With(PublishedFiles files, Span<char> room, int length, string end)
    {
        end.CopyTo(room[length..]);
        return files.Find(room[..(length + end.Length)]);
    }

    private static bool IsOwnName(string path)
    {
        foreach (var extension in OwnExtensions)
        {
            if (path.EndsWith(extension, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Slashes in a row are one, and none stands at the end.</summary>
    public static string Collapsed(string path)
    {
        path = path.Contains("//", StringComparison.Ordinal) ? WithSingleSlashes(path) : path;
        return path.Length > 1 && path[^1] == '/' ? path[..^1] : path;
    }

    private static string WithSingleSlashes(string path)
    {
        var text = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (c != '/' || text.Length == 0 || text[^1] != '/')
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }
}
