using System.Collections.Concurrent;

namespace Chimera.Sites.Folder;

/// <summary>Another folder, each file of which is read once, and stays for the reader what it was then, until it is forgotten.</summary>
internal sealed class RememberedFolder(SiteFolder folder) : SiteFolder
{
    private const int LargestKept = 16 << 20;
    private const long MostKept = 256 << 20;

    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EntryKind> _kinds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SiteFile[]> _below = new(StringComparer.Ordinal);
    private long _kept;
    private bool _forgotten;

    public override string Name => folder.Name;

    public override EntryKind KindOf(string path) => _kinds.GetOrAdd(path, folder.KindOf);

    public override IEnumerable<SiteFile> FilesBelow(string path) => _below.GetOrAdd(path, below => [.. folder.FilesBelow(below)]);

    public override IEnumerable<SiteLink> LinksBelow(string path) => folder.LinksBelow(path);

    /// <summary>From now on each file is read as it then is.</summary>
    public void Forget()
    {
        _forgotten = true;
        _files.Clear();
    }

    public override byte[]? Read(string path, int maxBytes = DefaultMaxBytes)
    {
        if (_files.TryGetValue(path, out var known))
        {
            return known.Length <= maxBytes ? known : null;
        }

        var content = folder.Read(path, maxBytes);
        if (!_forgotten && content is { Length: <= LargestKept } && Interlocked.Add(ref _kept, content.Length) <= MostKept)
        {
            _files.TryAdd(path, content);
        }

        return content;
    }
}
