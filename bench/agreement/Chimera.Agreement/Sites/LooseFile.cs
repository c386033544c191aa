namespace Chimera.Agreement.Sites;

/// <summary>A configuration file that stands alone, under a name that only tells its kind.</summary>
internal static class LooseFile
{
    /// <summary>The name the file has in a site; null when its name and its folder tell no kind.</summary>
    public static string? NameInSite(string path)
    {
        var name = Path.GetFileName(path);
        var folder = Path.GetFileName(Path.GetDirectoryName(path)) ?? "";
        return name switch
        {
            _ when name.EndsWith(".toml", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("netlify.toml", StringComparison.Ordinal) => "netlify.toml",
            _ when Tells(name, "_redirects") || name.EndsWith(".redirects", StringComparison.Ordinal) => "_redirects",
            _ when Tells(name, "_headers") || name.EndsWith(".headers", StringComparison.Ordinal) => "_headers",
            _ when name.EndsWith(".txt", StringComparison.Ordinal) && folder is "redirects" or "_redirects" => "_redirects",
            _ when name.EndsWith(".txt", StringComparison.Ordinal) && folder is "headers" or "_headers" => "_headers",
            _ => null,
        };
    }

    public static Site Alone(string name, string nameInSite, byte[] content, int mostRequests) =>
        Site.Of(name, nameInSite, content, mostRequests) with { Folders = nameInSite == "netlify.toml" ? BaseFolders.NamedIn(content)
            : [] };

    private static bool Tells(string name, string kind) =>
        name.StartsWith(kind, StringComparison.Ordinal)
        || name.EndsWith(kind, StringComparison.Ordinal)
        || name.EndsWith(kind + ".txt", StringComparison.Ordinal);
}
