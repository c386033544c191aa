namespace Chimera.Sites.Folder;

/// <param name="apart">What is there, or below, is not there; null for nothing.</param>
internal sealed class DiskFolder(string root, string? apart) : SiteFolder
{
    private static readonly EnumerationOptions All = new()
    {
        AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true, RecurseSubdirectories = false, ReturnSpecialDirectories = false,
    };

    private readonly string _root = Path.GetFullPath(root);

    private readonly string? _apart = apart is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(apart));

    public override string Name { get; } = root;

    public override EntryKind KindOf(string path) => Full(path) switch
    {
        null => EntryKind.Absent,
        var full when !Path.Exists(full) => EntryKind.Absent,
        var full when Directory.Exists(full) => EntryKind.Folder,
        _ => EntryKind.File,
    };

    public override IEnumerable<SiteFile> FilesBelow(string path)
    {
        if (Full(path) is not { } full || !Directory.Exists(full))
        {
            return [];
        }

        List<SiteFile> files = [];
        Walk(new DirectoryInfo(full), path.Length == 0 ? "" : path + "/", files);
        files.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return files;
    }

    public override IEnumerable<SiteLink> LinksBelow(string path)
    {
        if (Full(path) is not { } full || !Directory.Exists(full))
        {
            return [];
        }

        List<SiteLink> links = [];
        FindLinks(new DirectoryInfo(full), path.Length == 0 ? "" : path + "/", links);
        links.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return links;
    }

    public override byte[]? Read(string path, int maxBytes = DefaultMaxBytes)
    {
        try
        {
            if (Full(path) is not { } full || !File.Exists(full))
            {
                return null;
            }

            // Without a buffer of its own: the content is read in one piece.
            using var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            var buffer = new byte[Math.Min(Math.Max(file.Length, 0), maxBytes) + 1];
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length > maxBytes ? null : buffer.AsSpan(0, length).ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Walk(DirectoryInfo folder, string prefix, List<SiteFile> files)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", All))
        {
            if (entry.LinkTarget is not null || Skipped.IsSkippedName(entry.Name) || IsApart(entry.FullName))
            {
                continue;
            }

            if (entry is DirectoryInfo below)
            {
                Walk(below, $"{prefix}{entry.Name}/", files);
            }
            else if (entry is FileInfo file)
            {
                files.Add(new SiteFile(prefix + entry.Name, file.Length));
            }
        }
    }

    private void FindLinks(DirectoryInfo folder, string prefix, List<SiteLink> links)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", All).Where(entry => !Skipped.IsSkippedName(entry.Name) && !IsApart(entry.FullName)))
        {
            if (entry.LinkTarget is { } target)
            {
                var leads = Path.GetFullPath(Path.Combine(folder.FullName, target));
                var inside = leads.StartsWith(_root.TrimEnd('/') + "/", StringComparison.Ordinal) && Path.Exists(leads);
                links.Add(new SiteLink(prefix + entry.Name, target, inside ? Path.GetRelativePath(_root, leads) : null));
            }
            else if (entry is DirectoryInfo below)
            {
                FindLinks(below, $"{prefix}{entry.Name}/", links);
            }
        }
    }

    /// <summary>Null when the path leads out of the folder, or into what is apart.</summary>
    private string? Full(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var full = Path.GetFullPath(Path.Combine(_root, path));
        return (full == _root || full.StartsWith(_root.TrimEnd('/') + "/", StringComparison.Ordinal)) && !IsApart(full) ? full.TrimEnd('/') : null;
    }

    // A site may stand in what is apart; what is apart may not stand in a site, nor be one.
    private bool IsApart(string full) => _apart is not null
        && (_apart == _root.TrimEnd('/') || _apart.StartsWith(_root.TrimEnd('/') + "/", StringComparison.Ordinal))
        && (full.TrimEnd('/') == _apart || full.StartsWith(_apart + "/", StringComparison.Ordinal));
}
