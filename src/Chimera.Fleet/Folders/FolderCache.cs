using System.Security.Cryptography;
using System.Text;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Folders;

/// <summary>
/// What this controller brought to one folder of one host: the manifest of each generation, which may be another on each host. What is lost
/// is asked for again.
/// </summary>
internal sealed class FolderCache(string folder)
{
    private const int Kept = 12;

    /// <param name="all">A folder for what is known of all of them.</param>
    public static FolderCache Of(string all, HostAccess access, string name)
    {
        var place = Encoding.UTF8.GetBytes($"{HostAccessDocument.Write(access).ToJsonString()}\n{name}");
        return new(Path.Combine(all, Convert.ToHexStringLower(SHA256.HashData(place))[..32]));
    }

    /// <summary>A place for what is on its way; its name is gone at once.</summary>
    /// <exception cref="IOException">There is no room, or no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not ours to write in.</exception>
    public FileStream Spool()
    {
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, $".{Path.GetRandomFileName()}");
        FileStream spool = new(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 64 * 1024);
        File.Delete(name);
        return spool;
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
            // Then the host is asked the next time; what is left of it is the oldest one day.
        }
    }

    private string FileOf(string digits) => Path.Combine(folder, digits);
}
