using System.Collections.Immutable;

namespace Chimera.Sites.Folder;

/// <summary>Another folder, but for some files.</summary>
/// <param name="edits">The files that differ, by path; null for those that are gone.</param>
internal sealed class EditedFolder(SiteFolder folder, ImmutableSortedDictionary<string, byte[]?> edits) : SiteFolder
{
    public override string Name => folder.Name;

    public override EntryKind KindOf(string path) =>
        edits.TryGetValue(path, out var content) ? (content is null ? EntryKind.Absent : EntryKind.File)
        : edits.Any(edit => edit.Value is not null && IsBelow(edit.Key, path)) ? EntryKind.Folder
        : folder.KindOf(path);

    public override IEnumerable<SiteFile> FilesBelow(string path) =>
        folder.FilesBelow(path).Where(file => !edits.ContainsKey(file.Path))
            .Concat(edits.Where(edit => edit.Value is not null && IsBelow(edit.Key, path))
                .Select(edit => new SiteFile(edit.Key, edit.Value!.Length)))
            .OrderBy(file => file.Path, StringComparer.Ordinal);

    public override IEnumerable<SiteLink> LinksBelow(string path) => folder.LinksBelow(path).Where(link => !edits.ContainsKey(link.Path));

    public override byte[]? Read(string path, int maxBytes = DefaultMaxBytes) =>
        edits.TryGetValue(path, out var content) ? (content?.Length <= maxBytes ? content : null) : folder.Read(path, maxBytes);

    public override SiteFolder With(string path, byte[]? content) => new EditedFolder(folder, edits.SetItem(path, content));

    private static bool IsBelow(string file, string folder) =>
        folder.Length == 0 || (file.Length > folder.Length && file[folder.Length] == '/' && file.StartsWith(folder, StringComparison.Ordinal));
}
