using System.Formats.Tar;
using System.IO.Compression;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>Holds an artifact as GitHub hands it out against a release: the same files, byte for byte, and nothing else.</summary>
internal static class ArtifactCheck
{
    private const UnixFileMode ForOthers = UnixFileMode.OtherRead;

    /// <param name="zip">Can be read from anywhere.</param>
    /// <returns>Null when it is the release.</returns>
    /// <exception cref="InvalidDataException">It is no zip with one tar, or not the whole of one.</exception>
    public static async Task<Reply?> AgainstAsync(ArtifactTree tree, Stream zip, CancellationToken cancel)
    {
        using ZipArchive archive = new(zip, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries is not [{ } only] || only.FullName != PagesArtifact.FileName)
        {
            return Other($"it does not hold {PagesArtifact.FileName} alone");
        }

        await using var data = await only.OpenAsync(cancel);
        await using TarReader tar = new(data);
        var left = tree.Files.ToDictionary(file => file.Address, StringComparer.Ordinal);
        try
        {
            while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
            {
                if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
                {
                    continue;
                }

                if (await DifferenceAsync(entry, left, cancel) is { } difference)
                {
                    return Other(difference);
                }
            }
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException or FormatException or ArgumentException
            or NotSupportedException or InvalidOperationException)
        {
            // As the library finds that a header means nothing.
            throw new InvalidDataException("it is no tar, or not the whole of one", e);
        }

        var missing = left.Keys.Order(StringComparer.Ordinal).FirstOrDefault();
        return missing is null ? null : Other($"it lacks {OutsideText.Shown(missing)}");
    }

    private static async Task<string?> DifferenceAsync(TarEntry entry, Dictionary<string, ReleaseFile> left, CancellationToken cancel)
    {
        var address = "/" + (entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name);
        var shown = OutsideText.Shown(address);
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
        {
            return $"{shown} is no file, and GitHub takes no links";
        }

        if (!left.Remove(address, out var file))
        {
            return $"it has {shown}, which the release does not, or twice";
        }

        if ((entry.Mode & ForOthers) == UnixFileMode.None)
        {
            return $"{shown} may not be read by everybody, and GitHub needs that";
        }

        // No more is read than the release has.
        if (entry.Length != file.Bytes)
        {
            return $"{shown} is another";
        }

        var bytes = new byte[entry.Length];
        if (entry.DataStream is { } stream)
        {
            await stream.ReadExactlyAsync(bytes, cancel);
        }

        return Digests.Of(bytes) == file.Digests ? null : $"{shown} is another";
    }

    private static Reply Other(string how) => Replies.Refuse(
        "pages.artifact-differs", $"the artifact is not the release that was certified: {how}; visitors see none of it",
        "upload the very file that 'chimera certify --artifact' wrote, and set the variable to that upload's 'artifact-id'");
}
