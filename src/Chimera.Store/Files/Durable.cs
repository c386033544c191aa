namespace Chimera.Store.Files;

/// <summary>Changes to files and folders that are whole after a crash: done, or not begun.</summary>
internal static class Durable
{
    public const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode OwnerAndReaders = Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode OwnerFolder = Owner | UnixFileMode.UserExecute;

    /// <summary>Writes a file in one step, or replaces it; a reader sees the old content or the new, never a part.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var folder = Path.GetDirectoryName(path)!;
        CreateDirectory(folder);
        var draft = $"{path}.new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode, BufferSize = 0 };
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(content);
            Libc.SyncFile(stream.SafeFileHandle);
        }

        File.Move(draft, path, overwrite: true);
        Libc.SyncDirectory(folder);
    }

    public static void Move(string from, string to)
    {
        CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to, overwrite: true);
        Libc.SyncDirectory(Path.GetDirectoryName(to)!);
        Libc.SyncDirectory(Path.GetDirectoryName(from)!);
    }

    public static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
            Libc.SyncDirectory(Path.GetDirectoryName(path)!);
        }
    }

    public static void Truncate(string path, long length)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.SetLength(file, length);
        Libc.SyncFile(file);
    }

    /// <summary>Makes the folder and those above it, each for its owner only.</summary>
    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path)!;
        CreateDirectory(parent);
        Directory.CreateDirectory(path, OwnerFolder);
        Libc.SyncDirectory(parent);
    }
}
