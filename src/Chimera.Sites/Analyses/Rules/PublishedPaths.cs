using Chimera.Sites.Folder;

namespace Chimera.Sites.Analyses.Rules;

/// <summary>Whether a file answers at a path, looked up as the platform's tools do; letter case makes no difference.</summary>
internal sealed class PublishedPaths(PublishedFiles published)
{
    private readonly HashSet<string> _paths = new(published.UrlPaths, StringComparer.OrdinalIgnoreCase);

    /// <summary>There is no publish folder to look into.</summary>
    public bool IsEmpty => _paths.Count == 0;

    /// <param name="path">As sent.</param>
    public bool Answers(string path)
    {
        path = Uri.UnescapeDataString(path);
        if (_paths.Contains(path))
        {
            return true;
        }

        var name = path.TrimEnd('/');
        return (name.Length > 0 && (_paths.Contains(name) || _paths.Contains(name + ".html") || _paths.Contains(name + ".htm")))
            || _paths.Contains(name + "/index.html") || _paths.Contains(name + "/index.htm");
    }
}
