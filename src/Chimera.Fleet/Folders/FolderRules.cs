using System.Text;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Folders;

/// <summary>What a folder cannot hold; found before anything is sent.</summary>
internal static class FolderRules
{
    private const int LongestPath = 4096;
    private const int LongestName = 255;
    private const string Manifest = "manifest";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null when all is in order.</summary>
    public static Finding? Refuse(FolderContent content)
    {
        if (content.Files.IsDefaultOrEmpty)
            return FolderFindings.Empty;
        HashSet<string> files = new(StringComparer.Ordinal), folders = new(StringComparer.Ordinal);
        foreach (var file in content.Files)
        {
            if (Wrong(file) is { } why)
                return FolderFindings.WrongFile(file.Path, why);
            if (!files.Add(file.Path))
                return FolderFindings.WrongFile(file.Path, "is there twice");
            for (var end = file.Path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = file.Path.IndexOf('/', end + 1))
                folders.Add(file.Path[..end]);
        }

        return files.FirstOrDefault(folders.Contains) is { } both ? FolderFindings.WrongFile(both, "is a file and a folder") : null;
    }

    /// <summary>Why no folder of ours has a file there; null when one may have.</summary>
    public static string? WrongPath(string path)
    {
        var parts = path.Split('/');
        return path.Any(char.IsControl) ? "holds a control character"
            : path.StartsWith('/') ? "is absolute"
            : parts.Any(part => part is "" or "." or "..") ? "has a part that names no file"
            : parts[0] == Manifest ? "has the name that the host keeps for itself"
            : !IsText(path) ? "is no text"
            : Utf8.GetByteCount(path) > LongestPath || parts.Any(part => Utf8.GetByteCount(part) > LongestName) ? "is too long"
            : null;
    }

    private static string? Wrong(FolderFile file) =>
        WrongPath(file.Path) is { } why ? why
        : !Digest.Is(file.Sha256) ? "has a digest that is none"
        : file.Bytes < 0 ? "has a length that is none"
        : null;

    private static bool IsText(string path)
    {
        try
        {
            return Utf8.GetByteCount(path) > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
