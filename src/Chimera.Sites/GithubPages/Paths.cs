namespace Chimera.Sites.GithubPages;

/// <summary>Paths as <see cref="Folder.SiteFolder"/> has them.</summary>
internal static class Paths
{
    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    /// <summary>From the last dot of the name, if it is not its first character.</summary>
    public static string ExtensionOf(string path)
    {
        var name = NameOf(path);
        return name.LastIndexOf('.') is var dot and > 0 ? name[dot..] : "";
    }

    /// <summary>A path as people write it in a configuration; null when it leads out or holds an expression.</summary>
    public static string? Normal(string written)
    {
        if (written.Contains("${", StringComparison.Ordinal) || written.Contains('*', StringComparison.Ordinal))
        {
            return null;
        }

        List<string> segments = [];
        foreach (var segment in written.Trim().Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != "."))
        {
            if (segment != "..")
            {
                segments.Add(segment);
            }
            else if (segments.Count == 0)
            {
                return null;
            }
            else
            {
                segments.RemoveAt(segments.Count - 1);
            }
        }

        return string.Join('/', segments);
    }
}
