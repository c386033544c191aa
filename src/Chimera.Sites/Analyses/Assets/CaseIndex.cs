using Chimera.Sites.Folder;

namespace Chimera.Sites.Analyses.Assets;

/// <summary>Finds a published file by its path in any letter case.</summary>
internal sealed class CaseIndex(PublishedFiles published)
{
    private readonly Lazy<Dictionary<string, string?>> _files = new(() =>
    {
        Dictionary<string, string?> files = new(StringComparer.OrdinalIgnoreCase);
        foreach (var path in published.UrlPaths)
        {
            // Of two that differ in case alone, neither is what was meant for certain.
            files[path] = files.ContainsKey(path) ? null : path;
        }

        return files;
    });

    /// <param name="path">Decoded.</param>
    /// <returns>The path as it should be written; null when there is none, or more than one.</returns>
    public string? Find(string path)
    {
        var under = published.BasePath.Length > 0 && path.StartsWith(published.BasePath + "/", StringComparison.Ordinal)
            ? published.BasePath : "";
        return Below(path[under.Length..]) is { } found ? under + found : null;
    }

    private string? Below(string path)
    {
        var folder = path.EndsWith('/');
        foreach (var suffix in (ReadOnlySpan<string>)(folder ? ["index.html"] : ["", ".html", "/index.html"]))
        {
            if (_files.Value.TryGetValue(path + suffix, out var file) && file is not null
                && !file.StartsWith(path, StringComparison.Ordinal))
            {
                return file[..path.Length];
            }
        }

        return null;
    }
}
