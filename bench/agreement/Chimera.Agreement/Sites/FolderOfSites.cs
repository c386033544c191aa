namespace Chimera.Agreement.Sites;

/// <summary>
/// A folder that nobody here has seen. Every folder in it with a netlify.toml, <c>_redirects</c> or <c>_headers</c> is a site, also one
/// inside
/// another; every file that tells its kind by its name is one of its own; a <c>*.json</c> with <c>cases</c> is a list of sites.
/// </summary>
internal static class FolderOfSites
{
    private const int MostFilesOfASite = 5_000;
    private const int MostBytesOfAFile = 32 << 20;
    private const int MostRequests = 240;

    private static readonly EnumerationOptions Visible = new() { AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true };

    public static IEnumerable<Site> Read(string root) => File.Exists(root) ? Cases.In(root, MostRequests) : Below(root, root);

    private static IEnumerable<Site> Below(string root, string folder)
    {
        if (Corpus.IsOne(folder))
        {
            foreach (var site in Corpus.Read(folder))
            {
                yield return site;
            }

            yield break;
        }

        if (IsConfiguration(folder))
        {
            yield return Whole(root, folder);
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*", Visible).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(root, file);
            if (file.EndsWith(".json", StringComparison.Ordinal) && new FileInfo(file).Length <= MostBytesOfAFile)
            {
                foreach (var site in Cases.In(file, MostRequests))
                {
                    yield return site;
                }
            }
            else if (Path.GetFileName(file) is not ("netlify.toml" or "_redirects" or "_headers")
                && LooseFile.NameInSite(file) is { } nameInSite && new FileInfo(file).Length <= MostBytesOfAFile)
            {
                yield return LooseFile.Alone(name, nameInSite, File.ReadAllBytes(file), MostRequests);
            }
        }

        foreach (var below in Directory.EnumerateDirectories(folder, "*", Visible).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(below) is ".git" or "node_modules")
            {
                continue;
            }

            foreach (var site in Below(root, below))
            {
                yield return site;
            }
        }
    }

    private static bool IsConfiguration(string folder) =>
        File.Exists(Path.Combine(folder, "netlify.toml"))
        || File.Exists(Path.Combine(folder, "_redirects"))
        || File.Exists(Path.Combine(folder, "_headers"));

    /// <summary>Only what a rule can be read from is copied with its content: of the rest, that it is there is what matters.</summary>
    private static Site Whole(string root, string folder)
    {
        var files = Site.NoFiles.ToBuilder();
        Collect(new DirectoryInfo(folder), "", files);
        var requests = Requests.Beside(folder);
        var alone = files.Count == 1 && files.TryGetValue("netlify.toml", out var toml) ? BaseFolders.NamedIn(toml) : [];
        return new Site(Path.GetRelativePath(root, folder), files.ToImmutable(), alone, requests, MostRequests);
    }

    private static void Collect(DirectoryInfo folder, string prefix, IDictionary<string, byte[]> files)
    {
        foreach (var file in folder.EnumerateFiles("*", Visible).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (files.Count >= MostFilesOfASite)
            {
                return;
            }

            var matters = file.Name is "netlify.toml" or "_redirects" or "_headers" && file.Length <= MostBytesOfAFile;
            files[prefix + file.Name] = matters ? File.ReadAllBytes(file.FullName) : [];
        }

        foreach (var below in folder.EnumerateDirectories("*", Visible).OrderBy(below => below.Name, StringComparer.Ordinal))
        {
            if (below.Name is not (".git" or "node_modules"))
            {
                Collect(below, $"{prefix}{below.Name}/", files);
            }
        }
    }
}
