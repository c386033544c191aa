using Chimera.Sites.Healing;
using Chimera.Store;
using Microsoft.Win32.SafeHandles;

namespace Chimera.Cli.Composition;

/// <summary>Syncs the files of a site as the store does its own.</summary>
internal sealed class StoreSync : IDiskSync
{
    public void SyncFile(SafeFileHandle file) => DiskSync.SyncFile(file);

    public void SyncFolder(string path) => DiskSync.SyncFolder(path);
}
