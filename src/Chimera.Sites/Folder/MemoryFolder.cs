using System.Text;

namespace Chimera.Sites.Folder;

internal sealed class MemoryFolder : SiteFolder
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public MemoryFolder(IReadOnlyDictionary<string, string> files, string name)
    {
        Name = name;
        foreach (var (path, text) in files)
        {
            _files[path] = Encoding.UTF8.GetBytes(text);
        }
    }

    public override string Name { get; }

    public override EntryKind KindOf(string path) =>
        _files.ContainsKey(path) ? EntryKind.File
        : path.Length == 0 || _files.Keys.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal)) ? EntryKind.Folder
        : EntryKind.Absent;

    public override IEnumerable<SiteFile> FilesBelow(string path) =>
        from file in _files
        where path.Length == 0 || file.Key.StartsWith(path + "/", StringComparison.Ordinal)
        where !Skipped.IsSkipped(file.Key)
        select new SiteFile(file.Key, file.Value.Length);

    public override byte[]? Read(string path, int maxBytes = DefaultMaxBytes) =>
        _files.TryGetValue(path, out var content) && content.Length <= maxBytes ? content : null;
}
