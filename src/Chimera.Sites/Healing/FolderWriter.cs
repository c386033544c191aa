namespace Chimera.Sites.Healing;

/// <summary>Writes a healed site to disk: each file is the old one or the new one at every instant, with its permissions kept.</summary>
public static class FolderWriter
{
    /// <exception cref="IOException">A file was changed by somebody else since it was read, or cannot be written. Files before it are written.</exception>
    public static void Write(string folder, HealReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var file in report.Touched)
        {
            var path = Path.GetFullPath(file, Path.GetFullPath(folder));
            path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            RefuseIfMoved(file, path, report.Original.Read(file, int.MaxValue - 1));
            if (report.Healed.Read(file, int.MaxValue - 1) is { } content)
            {
                Replace(path, content);
            }
            else
            {
                File.Delete(path);
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

    private static void Replace(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(path))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
