using Chimera.Documents;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>Reads the published files that are text, within bounds.</summary>
internal sealed class PublicText(PublishedFiles published)
{
    private const int MaxFileBytes = 4 << 20;
    private const long MaxBytes = 128L << 20;

    // What stands here is never text, and there is much of it.
    private static readonly HashSet<string> Binary = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".webm",
        ".ogg", ".wav", ".mov",
        ".pdf", ".zip", ".gz", ".br", ".zst", ".tar", ".wasm", ".jar", ".exe", ".dmg", ".apk", ".psd", ".bmp", ".tif", ".tiff",
    };

    private long _read;

    /// <returns>Null when the file is binary, too large, or beyond what is read of a site.</returns>
    public SourceFile? Read(SiteFile file)
    {
        if (Binary.Contains(Path.GetExtension(file.Path)) || file.Bytes > MaxFileBytes || _read + file.Bytes > MaxBytes
            || published.Read(published.UrlPathOf(file), MaxFileBytes) is not { } content)
        {
            return null;
        }

        _read += content.Length;
        return content.AsSpan(0, Math.Min(content.Length, 8_000)).Contains((byte)0) ? null : SourceFile.Decode(file.Path, content);
    }
}
