namespace Chimera.Fleet.Folders;

/// <summary>What this controller brought to hosts: the manifest of each generation. What is lost is asked for again.</summary>
internal sealed class FolderCache(string folder)
{
    private const int Kept = 32;

    /// <summary>A place for what is on its way; its name is gone at once.</summary>
    public FileStream Spool()
    {
        Directory.CreateDirectory(folder);
        return new FileStream(
            Path.Combine(folder, $".{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
    }

    public FolderManifest? Read(string digits)
    {
        try
        {
            return FolderManifest.Read(File.ReadAllText(FileOf(digits)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(string digits, FolderManifest manifest)
    {
        var temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(temporary, manifest.Bytes);
            File.Move(temporary, FileOf(digits), overwrite: true);
            foreach (var old in new DirectoryInfo(folder).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(Kept))
                old.Delete();
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // Then the host is asked the next time.
            File.Delete(temporary);
        }
    }

    private string FileOf(string digits) => Path.Combine(folder, digits);
}
