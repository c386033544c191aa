using System.Collections.Immutable;

namespace Chimera.Sites.Folder;

/// <summary>The files that a platform publishes, by the path of their URL: <c>/docs/index.html</c>.</summary>
public sealed class PublishedFiles
{
    private readonly SiteFolder _folder;
    private readonly string _prefix;
    private readonly Dictionary<string, SiteFile?> _files;
    private readonly Dictionary<SiteFile, string>? _urlPaths;

    private PublishedFiles(SiteFolder folder, string root, IEnumerable<SiteFile> files)
    {
        _folder = folder;
        Root = root;
        _prefix = root.Length == 0 ? "" : root + "/";
        All = [.. files];
        _files = All.ToDictionary(UrlPathOf, SiteFile? (file) => file, StringComparer.Ordinal);
    }

    private PublishedFiles(SiteFolder folder, string root, IReadOnlyDictionary<string, SiteFile?> byUrlPath)
    {
        _folder = folder;
        Root = root;
        _prefix = root.Length == 0 ? "" : root + "/";
        _files = byUrlPath.ToDictionary(StringComparer.Ordinal);
        var first = byUrlPath.Where(entry => entry.Value is not null).OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .DistinctBy(entry => entry.Value);
        _urlPaths = first.ToDictionary(entry => entry.Value!, entry => entry.Key);
        All = [.. _urlPaths.Keys.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>The publish folder, relative to the site's.</summary>
    public string Root { get; }

    /// <summary>
    /// The path below which the host serves them: <c>/tool</c> for <c>/tool/docs/index.html</c>; empty when it is the root.
    /// </summary>
    public string BasePath { get; init; } = "";

    public ImmutableArray<SiteFile> All { get; }

    public static readonly PublishedFiles None = new(SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal)), "", []);

    /// <summary>Everything in a folder, except what <paramref name="except"/> chooses by its path in the site's folder.</summary>
    public static PublishedFiles Below(SiteFolder folder, string root, Func<SiteFile, bool>? except = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new PublishedFiles(folder, root, folder.FilesBelow(root).Where(file => except?.Invoke(file) != true));
    }

    /// <summary>
    /// Files that a platform publishes elsewhere than they stand: <c>/about.html</c> is made from <c>about.md</c>. An address without a
    /// file is one the platform makes up by itself: it is published, and has no content here.
    /// </summary>
    public static PublishedFiles From(
        SiteFolder folder, string root, IReadOnlyDictionary<string, SiteFile?> byUrlPath, string basePath = "") =>
        new(folder, root, byUrlPath) { BasePath = basePath };

    /// <param name="urlPath">Decoded; starts with a slash.</param>
    public bool Contains(string urlPath) => _files.ContainsKey(urlPath);

    /// <summary>The same path as it is kept, so that none has to be made; null when nothing is published there.</summary>
    /// <param name="urlPath">Decoded; starts with a slash.</param>
    public string? Find(ReadOnlySpan<char> urlPath) =>
        _files.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(urlPath, out var path, out _) ? path : null;

    public IEnumerable<string> UrlPaths => _files.Keys;

    public string UrlPathOf(SiteFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _urlPaths is null ? "/" + file.Path[_prefix.Length..] : _urlPaths[file];
    }

    /// <summary>The file that an address is made from; null when there is none.</summary>
    public SiteFile? FileOf(string urlPath) => _files.GetValueOrDefault(urlPath);

    public byte[]? Read(string urlPath, int maxBytes = SiteFolder.DefaultMaxBytes) =>
        FileOf(urlPath) is { } file ? _folder.Read(file.Path, maxBytes) : null;
}
