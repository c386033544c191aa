using System.Formats.Tar;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Sites.Certification;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>Writes a release as GitHub Pages takes it from an artifact: one tar of files and folders that everybody may read.</summary>
public static class PagesArtifact
{
    /// <summary>What Pages expects in an artifact, and so what the file is to be called.</summary>
    public const string FileName = "artifact.tar";

    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <returns>Null when it was written; otherwise why it cannot be published so.</returns>
    public static async Task<Finding?> WriteAsync(SiteBundle bundle, Stream to, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return await WriteAsync(Release.Of(bundle.Generation, bundle), to, cancel) is { } trouble ? Replies.WhyOf(trouble) : null;
    }

    internal static async Task<Reply?> WriteAsync(Release release, Stream to, CancellationToken cancel)
    {
        var tree = ArtifactTree.Of(release);
        if (tree.Value is not { } artifact)
        {
            return tree.Trouble;
        }

        await using TarWriter tar = new(to, TarEntryFormat.Gnu, leaveOpen: true);
        HashSet<string> folders = new(StringComparer.Ordinal);
        foreach (var file in artifact.Files)
        {
            foreach (var folder in FoldersOf(file.Address).Where(folders.Add))
            {
                GnuTarEntry place = new(TarEntryType.Directory, $".{folder}/");
                await tar.WriteEntryAsync(Plain(place, FolderMode), cancel);
            }

            if (file.Read() is not { } bytes)
            {
                return PagesTree.Changed(file);
            }

            using MemoryStream data = new(bytes);
            GnuTarEntry entry = new(TarEntryType.RegularFile, $".{file.Address}") { DataStream = data };
            await tar.WriteEntryAsync(Plain(entry, FileMode), cancel);
        }

        return null;
    }

    // The same release is the same tar, whenever and by whomever it is written.
    private static GnuTarEntry Plain(GnuTarEntry entry, UnixFileMode mode)
    {
        entry.Mode = mode;
        entry.ModificationTime = entry.AccessTime = entry.ChangeTime = DateTimeOffset.UnixEpoch;
        return entry;
    }

    private static IEnumerable<string> FoldersOf(string address)
    {
        for (var at = address.IndexOf('/', 1); at > 0; at = address.IndexOf('/', at + 1))
        {
            yield return address[..at];
        }
    }
}
