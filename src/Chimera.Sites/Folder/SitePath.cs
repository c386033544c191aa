namespace Chimera.Sites.Folder;

/// <summary>Paths with slashes as <see cref="SiteFolder"/> has them, relative to the site's folder, which is <c>""</c>.</summary>
internal static class SitePath
{
    /// <summary>As <c>path.posix.resolve</c>: no empty pieces, no dots, no slash at the end.</summary>
    /// <returns>Null when it leads out of the site's folder, even if it would lead back in.</returns>
    public static string? Resolve(string from, string path)
    {
        if (IsPlain(path) && (from.Length == 0 || IsPlain(from)))
        {
            return Join(from, path);
        }

        List<string> pieces = [];
        foreach (var piece in $"{from}/{path}".Split('/'))
        {
            switch (piece)
            {
                case "" or ".":
                    break;
                case "..":
                    if (pieces.Count == 0)
                    {
                        return null;
                    }

                    pieces.RemoveAt(pieces.Count - 1);
                    break;
                default:
                    pieces.Add(piece);
                    break;
            }
        }

        return string.Join('/', pieces);
    }

    /// <summary>Surely without a piece that is empty or made of dots.</summary>
    private static bool IsPlain(string path) =>
        path.Length > 0 && path[0] is not ('/' or '.') && path[^1] != '/'
        && !path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal);

    /// <summary>A path as people write it in a script or a workflow; null when it leads out or holds an expression.</summary>
    public static string? Literal(string written) =>
        written.Contains("${", StringComparison.Ordinal) || written.Contains('*', StringComparison.Ordinal)
            ? null : Resolve("", written.Trim());

    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    /// <summary>From the last dot of the name, if it is not its first character.</summary>
    public static string ExtensionOf(string path)
    {
        var name = NameOf(path);
        return name.LastIndexOf('.') is var dot and > 0 ? name[dot..] : "";
    }

    /// <summary>How a folder is written for a person: the site's own is a dot.</summary>
    public static string Shown(string folder) => folder.Length == 0 ? "." : folder;
}
