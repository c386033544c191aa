using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Chimera.Store.Files;

/// <summary>
/// Syncing, see fsync(2). .NET has no call for a folder, without which a file's name does not survive a crash; and its own for a file
/// comes back without an exception where the disk has failed (EIO), so that what is lost would be taken for safe.
/// </summary>
internal static partial class Libc
{
    private const int ReadOnly = 0;
    private const int Directory = 0x10000;
    private const int Interrupted = 4;

    /// <exception cref="IOException">What was written may or may not survive; trying again would prove nothing.</exception>
    public static void SyncFile(SafeFileHandle file)
    {
        while (Sync(file) != 0)
        {
            // A signal that came first is no answer; every other one is.
            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw new IOException($"a file cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
    }

    public static void SyncDirectory(string path)
    {
        var descriptor = Open(path, ReadOnly | Directory);
        if (descriptor < 0)
        {
            throw new IOException($"{path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        try
        {
            if (Sync(descriptor) != 0)
            {
                throw new IOException($"{path} cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
