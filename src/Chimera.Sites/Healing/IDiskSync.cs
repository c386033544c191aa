using Microsoft.Win32.SafeHandles;

namespace Chimera.Sites.Healing;

/// <summary>Makes what was written survive a crash of the machine; each throws an <see cref="IOException"/> where the disk says no.</summary>
public interface IDiskSync
{
    /// <summary>The bytes of a file, and its permissions.</summary>
    void SyncFile(SafeFileHandle file);

    /// <summary>The names in a folder: which file each is, and which are gone.</summary>
    void SyncFolder(string path);
}
