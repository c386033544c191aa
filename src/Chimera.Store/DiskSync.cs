using Chimera.Store.Files;
using Microsoft.Win32.SafeHandles;

namespace Chimera.Store;

/// <summary>Syncing that says when the disk says no, for files that are not the store's.</summary>
public static class DiskSync
{
    /// <exception cref="IOException">What was written may or may not survive; trying again would prove nothing.</exception>
    public static void SyncFile(SafeFileHandle file) => Libc.SyncFile(file);

    /// <exception cref="IOException">It cannot be opened or synced.</exception>
    public static void SyncFolder(string path) => Libc.SyncDirectory(path);
}
