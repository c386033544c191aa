using System.Collections.Concurrent;

namespace Chimera.Sites.Folder;

/// <summary>Another folder that remembers which of its files were read.</summary>
internal sealed class WatchedFolder(SiteFolder folder) : SiteFolder
{
    private readonly ConcurrentDictionary<string, bool> _read = new(StringComparer.Ordinal);

    /// <summary>The files that were read so far and are there, in ordinal order.</summary>
    public IEnumerable<string> FilesRead => _read.Keys.Where(path => folder.KindOf(path) == EntryKind.File).Order(StringComparer.Ordinal);

    public override string Name => folder.Name;

    public override EntryKind KindOf(string path) => folder.KindOf(path);

    public override IEnumerable<SiteFile> FilesBelow(string path) => folder.FilesBelow(path);

    public override IEnumerable<SiteLink> LinksBelow(string path) => folder.LinksBelow(path);

    public override byte[]? Read(string path, int maxBytes = DefaultMaxBytes)
    {
        _read[path] = true;
        return folder.Read(path, maxBytes);
    }
}
