namespace Chimera.Sites.Folder;

/// <summary>What stands at a path.</summary>
public enum EntryKind
{
    Absent,
    File,
    Folder,
}
