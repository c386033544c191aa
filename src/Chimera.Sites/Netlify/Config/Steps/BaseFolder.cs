using System.Text;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Steps;

/// <summary>The folder in which the site is built must be there.</summary>
internal static class BaseFolder
{
    /// <summary>The longest name of a file on the systems that Netlify builds on, in bytes.</summary>
    private const int MaxNameBytes = 255;

    /// <param name="path">Relative to the site's folder.</param>
    public static void Check(SiteFolder folder, string path)
    {
        if (path.Length == 0)
        {
            return;
        }

        var written = ConfigPath.Of("build", "base");
        var shown = FilePaths.Absolute(path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ConfigRefusal(
                NetlifyConfigFindings.Stumble,
                "The argument 'path' must be a string, Uint8Array, or URL without null bytes. "
                + $"Received '{shown.Replace("\0", "\\x00", StringComparison.Ordinal)}'",
                written,
                byDesign: false);
        }

        for (var end = path.IndexOf('/', StringComparison.Ordinal); ; end = path.IndexOf('/', end + 1))
        {
            var part = end < 0 ? path : path[..end];
            if (Encoding.UTF8.GetByteCount(part.AsSpan(part.LastIndexOf('/') + 1)) > MaxNameBytes)
            {
                throw Missing($"ENAMETOOLONG: name too long, stat '{shown}'", byDesign: false);
            }

            switch (folder.KindOf(part))
            {
                case EntryKind.Folder when end < 0:
                    return;
                case EntryKind.Folder:
                    continue;
                case EntryKind.File when end >= 0:
                    throw Missing($"ENOTDIR: not a directory, stat '{shown}'", byDesign: false);
                default:
                    throw Missing($"Base directory does not exist: {shown}");
            }
        }

        ConfigRefusal Missing(string message, bool byDesign = true) => new(NetlifyConfigFindings.BaseMissing, message, written, byDesign)
        {
            Summary = $"the base folder '{path}' does not exist", Subject = path,
        };
    }
}
