namespace Chimera.Sites.Folder;

/// <summary>Another folder, but for one file.</summary>
internal sealed class EditedFolder(SiteFolder folder, string edited, byte[]? content) : SiteFolder
{
    public override string Name => folder.Name;

    public override EntryKind KindOf(string path) =>
        path == edited ? (content is null ? EntryKind.Absent : EntryKind.File)
        : content is not null && edited.StartsWith(path + "/", StringComparison.Ordinal) ? EntryKind.Folder
        : folder.KindOf(path);

    public override IEnumerable<SiteFile> FilesBelow(string path)
    {
        var others = folder.FilesBelow(path).Where(file => file.Path != edited);
        return content is not null && (path.Length == 0 || edited.StartsWith(path + "/", StringComparison.Ordinal))
            ? others.Append(new SiteFile(edited, content.Length)).OrderBy(file => file.Path, StringComparer.Ordinal)
            : others;
    }

    public override IEnumerable<SiteLink> LinksBelow(string path) => folder.LinksBelow(path).Where(link => link.Path != edited);

    public override byte[]? Read(string path, int maxBytes = DefaultMaxBytes) =>
        path == edited ? (content?.Length <= maxBytes ? content : null) : folder.Read(path, maxBytes);
}
