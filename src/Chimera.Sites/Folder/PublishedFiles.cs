using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Chimera.Sites.Folder;

/// <summary>The files that a platform publishes, by the path of their URL: <c>/docs/index.html</c>.</summary>
public sealed class PublishedFiles
{
    private readonly SiteFolder _folder;
    private readonly string _prefix;
    private readonly FrozenDictionary<string, SiteFile> _files;

    private PublishedFiles(SiteFolder folder, string root, IEnumerable<SiteFile> files)
    {
        _folder = folder;
        Root = root;
        _prefix = root.Length == 0 ? "" : root + "/";
        All = [.. files];
        _files = All.ToFrozenDictionary(file => UrlPathOf(file), StringComparer.Ordinal);
    }

    /// <summary>The publish folder, relative to the site's.</summary>
    public string Root { get; }

    public ImmutableArray<SiteFile> All { get; }

    public static readonly PublishedFiles None = new(SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal)), "", []);

    /// <summary>Everything in a folder, except what <paramref name="except"/> chooses by its path in the site's folder.</summary>
    public static PublishedFiles Below(SiteFolder folder, string root, Func<SiteFile, bool>? except = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new PublishedFiles(folder, root, folder.FilesBelow(root).Where(file => except?.Invoke(file) != true));
    }

    /// <param name="urlPath">Decoded; starts with a slash.</param>
    public bool Contains(string urlPath) => _files.ContainsKey(urlPath);

    public IEnumerable<string> UrlPaths => _files.Keys;

    public string UrlPathOf(SiteFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return "/" + file.Path[_prefix.Length..];
    }

    public byte[]? Read(string urlPath, int maxBytes = SiteFolder.DefaultMaxBytes) =>
        _files.TryGetValue(urlPath, out var file) ? _folder.Read(file.Path, maxBytes) : null;
}
