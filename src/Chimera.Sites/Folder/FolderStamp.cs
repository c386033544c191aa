using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Chimera.Sites.Folder;

/// <summary>
/// What a folder on disk looks like without reading a file of it: names, sizes and times. Two that are equal, and settled, stand for the same
/// contents.
/// </summary>
/// <param name="Newest">When anything in it was last changed.</param>
internal sealed record FolderStamp(string Digest, DateTime Newest)
{
    // The kernel's clock, by which files get their time, ticks at least a hundred times a second.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    // Some file systems know no parts of a second.
    private static readonly TimeSpan CoarseTick = TimeSpan.FromSeconds(2);

    private static readonly EnumerationOptions All = new()
    {
        AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true, RecurseSubdirectories = false, ReturnSpecialDirectories = false,
    };

    /// <summary>Whether whatever is changed from that moment on gets another time than all that is there.</summary>
    public bool IsSettledAt(DateTimeOffset moment) =>
        Newest + (Newest.Ticks % TimeSpan.TicksPerSecond == 0 ? CoarseTick : Tick) < moment.UtcDateTime;

    /// <param name="apart">The full path of a folder that is not looked at; null for none.</param>
    /// <returns>Null for what is no folder.</returns>
    /// <exception cref="IOException">It changed while it was looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">Not all of it may be looked at.</exception>
    public static FolderStamp? Of(string path, string? apart = null)
    {
        DirectoryInfo folder = new(path);
        if (!folder.Exists)
        {
            return null;
        }

        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var newest = folder.LastWriteTimeUtc;
        Add(folder, apart, digest, ref newest);
        return new FolderStamp(Convert.ToHexString(digest.GetHashAndReset()), newest);
    }

    private static void Add(DirectoryInfo folder, string? apart, IncrementalHash digest, ref DateTime newest)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", All))
        {
            if (Skipped.IsSkippedName(entry.Name) || entry.FullName == apart)
            {
                continue;
            }

            // What a link leads to may stand elsewhere.
            var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
            var seen = (isLink ? entry.ResolveLinkTarget(returnFinalTarget: true) : null) ?? entry;
            var size = seen is FileInfo { Exists: true } file ? file.Length : -1;
            var text = string.Create(CultureInfo.InvariantCulture, $"{entry.FullName}\0{seen.FullName}\0{size}\0{seen.LastWriteTimeUtc.Ticks}\0");
            digest.AppendData(Encoding.UTF8.GetBytes(text));
            newest = seen.LastWriteTimeUtc > newest ? seen.LastWriteTimeUtc : newest;
            if (entry is DirectoryInfo below && ReferenceEquals(seen, entry))
            {
                Add(below, apart, digest, ref newest);
            }
        }
    }
}
