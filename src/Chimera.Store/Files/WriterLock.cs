using System.Globalization;

namespace Chimera.Store.Files;

/// <summary>
/// Holds a folder for one writer: an exclusive <c>flock</c> on a file, which ends with the process however that ends.
/// Who holds it is said in a file beside it, since a locked file cannot be read.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    private readonly FileStream _file;

    private WriterLock(FileStream file) => _file = file;

    /// <returns>Null when somebody else holds it.</returns>
    public static WriterLock? TryTake(string path, string actor, DateTimeOffset now)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }

        File.WriteAllText(HolderOf(path), string.Create(CultureInfo.InvariantCulture, $"{actor}, process {Environment.ProcessId}, since {now:u}\n"));
        return new WriterLock(file);
    }

    /// <summary>Who holds the lock, in one line.</summary>
    public static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(HolderOf(path)).Trim();
        }
        catch (IOException)
        {
            return "a process that has not yet said its name";
        }
    }

    public void Dispose() => _file.Dispose();

    private static string HolderOf(string path) => path + ".holder";
}
