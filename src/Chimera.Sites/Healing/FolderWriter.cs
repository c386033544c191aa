namespace Chimera.Sites.Healing;

/// <summary>
/// Writes a healed site to disk: each file is the old one or the new one at every instant, also in a crash of the machine, with its
/// permissions kept. What was written is there to stay when it returns, so that no record says more than the disk has.
/// </summary>
public sealed class FolderWriter(IDiskSync sync)
{
    /// <exception cref="IOException">A file was changed by somebody else since it was read, or cannot be written. Files before it are written.</exception>
    public void Write(string folder, HealReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var file in report.Touched)
        {
            var path = Path.GetFullPath(file, Path.GetFullPath(folder));
            if (Directory.Exists(Path.GetDirectoryName(path)))
            {
                path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            }

            RefuseIfMoved(file, path, report.Original.Read(file, int.MaxValue - 1));
            if (report.Healed.Read(file, int.MaxValue - 1) is { } content)
            {
                Replace(path, content);
            }
            else
            {
                File.Delete(path);
                sync.SyncFolder(Path.GetDirectoryName(path)!);
            }
        }
    }

    private static void RefuseIfMoved(string file, string path, byte[]? expected)
    {
        var now = File.Exists(path) ? File.ReadAllBytes(path) : null;
        var same = now is null ? expected is null : expected is not null && now.AsSpan().SequenceEqual(expected);
        if (!same)
        {
            throw new IOException($"{file} was changed by somebody else meanwhile; it was left as it is");
        }
    }

    private void Replace(string path, byte[] content)
    {
        var folder = Path.GetDirectoryName(path)!;
        MakeFolder(folder);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        UnixFileMode? mode = OperatingSystem.IsWindows() || !File.Exists(path) ? null : File.GetUnixFileMode(path);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (mode is not null)
        {
            // Nobody reads the new bytes who may not read the old.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (FileStream file = new(temporary, options))
            {
                file.Write(content);
                if (mode is { } kept && !OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(file.SafeFileHandle, kept);
                }

                sync.SyncFile(file.SafeFileHandle);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        sync.SyncFolder(folder);
    }

    private void MakeFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            var parent = Path.GetDirectoryName(path)!;
            MakeFolder(parent);
            Directory.CreateDirectory(path);
            sync.SyncFolder(parent);
        }
    }
}
