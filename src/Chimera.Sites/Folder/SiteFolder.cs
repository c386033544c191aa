using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Chimera.Sites.Folder;

/// <summary>
/// A site's folder as it is now, or as it would be after some edits. Paths are relative, with <c>/</c>, without one at either end; the
/// folder itself is <c>""</c>. A path that leads out of the folder is absent.
/// </summary>
public abstract class SiteFolder
{
    /// <summary>What a person calls it.</summary>
    public abstract string Name { get; }

    public abstract EntryKind KindOf(string path);

    /// <summary>
    /// Every file below a folder, in ordinal order of path; <c>.git</c>, <c>node_modules</c> and <c>.chimera</c> are left out, links are not followed.
    /// </summary>
    public abstract IEnumerable<SiteFile> FilesBelow(string path);

    /// <summary>Every symbolic link below a folder, in ordinal order of path; where it leads is as written.</summary>
    public virtual IEnumerable<SiteLink> LinksBelow(string path) => [];

    /// <summary>The bytes of a file.</summary>
    /// <returns>Null when it is not a file, cannot be read, or has more than <paramref name="maxBytes"/>.</returns>
    public abstract byte[]? Read(string path, int maxBytes = DefaultMaxBytes);

    /// <summary>
    /// This folder with one file of other content, or without it when <paramref name="content"/> is null. Nothing is written.
    /// </summary>
    public virtual SiteFolder With(string path, byte[]? content) =>
        new EditedFolder(this, ImmutableSortedDictionary.Create<string, byte[]?>(StringComparer.Ordinal).Add(path, content));

    /// <summary>A folder on disk. Nothing is read before it is asked for.</summary>
    /// <param name="apart">A folder that is not part of it, wherever it is: where Chimera keeps its state. Null for none.</param>
    public static SiteFolder OnDisk(string path, string? apart = null) => new DiskFolder(path, apart);

    /// <summary>A folder that exists in memory alone.</summary>
    [SuppressMessage("Design", "MA0016:Prefer using collection abstraction instead of implementation", Justification = "it is one")]
    public static SiteFolder Of(IReadOnlyDictionary<string, string> files, string name = "site") => new MemoryFolder(files, name);

    public const int DefaultMaxBytes = 64 << 20;
}
