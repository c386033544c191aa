namespace Chimera.Store.Tests.Faults;

/// <summary>One thing that a process did to a disk. A closed set.</summary>
internal abstract record DiskChange
{
    private DiskChange()
    {
    }

    public sealed record Created(string Path) : DiskChange;

    public sealed record FolderMade(string Path) : DiskChange;

    public sealed record Written(string Path, long Offset, byte[] Bytes) : DiskChange;

    public sealed record Cut(string Path, long Length) : DiskChange;

    public sealed record Moved(string From, string To) : DiskChange;

    public sealed record Removed(string Path) : DiskChange;

    /// <summary>A file's content, or a folder's names, survive from here on.</summary>
    public sealed record Synced(string Path) : DiskChange;

    /// <summary>The caller of an append was told that it is in the ledger.</summary>
    public sealed record Acknowledged(int Number) : DiskChange;
}
