using Chimera.Engine.Validation;

namespace Chimera.Fleet.Lab;

/// <summary>
/// Keeps work on a whole lab apart from all other work on it; work on single hosts may go side by side.
/// The kernel lets go of it if we die.
/// </summary>
internal static class LabLock
{
    /// <returns>Null when other work holds it.</returns>
    public static FileStream? Whole(string path) =>
        Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <inheritdoc cref="Whole"/>
    public static FileStream? OneHost(string path) => Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    public static Finding Busy(string path) => Finding.Error(
        "lab.busy", $"another command is working on the lab in {Path.GetDirectoryName(path)}", "wait until it has ended, then run this again");

    private static FileStream? Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, mode, access, share);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }
}
