using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Serving;

/// <summary>
/// The published files as the live platform serves them: pages have one true address (Pretty URLs), and a path that is not found is looked
/// for in lower case. Measured by others: slorber/trailing-slash-guide (2024-11), www.jvt.me (2019) and the platform's forum (89469).
/// </summary>
internal sealed class LiveFiles(PublishedFiles files, bool prettyUrls)
{
    private readonly Lazy<Dictionary<string, string>> _lowerCase = new(() => InLowerCase(files));

    public PublishedFiles All => files;

    /// <param name="path">As sent, percent-encoded.</param>
    public LiveFile? Find(string path)
    {
        var decoded = UrlEncoding.DecodeComponent(path) ?? path;
        return StaticFiles.Find(files, decoded) is { } file
            ? new LiveFile(file, prettyUrls ? Canonical(path, decoded, file) : null, OtherCase: false) : null;
    }

    /// <summary>What the path finds when letter case does not matter.</summary>
    public LiveFile? FindInLowerCase(string path)
    {
        var decoded = UrlEncoding.DecodeComponent(path) ?? path;
        var lower = decoded.ToLowerInvariant();
        foreach (var candidate in StaticFiles.Candidates(lower))
        {
            if (_lowerCase.Value.TryGetValue(StaticFiles.Collapsed(candidate), out var file))
            {
                var address = lower == decoded ? path : UrlEncoding.Encode(lower, UrlEncoding.Uri);
                var canonical = prettyUrls ? Canonical(address, lower, file.ToLowerInvariant()) : null;
                return new LiveFile(file, canonical ?? (lower == decoded ? null : address), OtherCase: true);
            }
        }

        return null;
    }

    /// <summary>Of files that differ in letter case alone, the last in order is found.</summary>
    private static Dictionary<string, string> InLowerCase(PublishedFiles files)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in files.UrlPaths)
        {
            var lower = path.ToLowerInvariant();
            if (!found.TryGetValue(lower, out var other) || string.CompareOrdinal(other, path) < 0)
            {
                found[lower] = path;
            }
        }

        return found;
    }

    /// <summary>A page's address has no slash at the end, a folder's has one. Null when it is that already.</summary>
    private static string? Canonical(string path, string decoded, string file)
    {
        if (decoded.EndsWith('/'))
        {
            return decoded.Length > 1 && !IsIndex(file, decoded) ? path.TrimEnd('/') is { Length: > 0 } page ? page : null : null;
        }

        return file.Length > decoded.Length && IsIndex(file, decoded + "/") ? path + "/" : null;
    }

    private static bool IsIndex(string file, string folder) =>
        StaticFiles.Collapsed(folder + "index.html") == file || StaticFiles.Collapsed(folder + "index.htm") == file;
}
