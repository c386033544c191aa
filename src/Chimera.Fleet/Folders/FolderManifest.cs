using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Chimera.Fleet.Folders;

/// <summary>All files of a folder in one order, in the form of <c>sha256sum -c</c>. The host makes the same from what it has.</summary>
internal sealed class FolderManifest
{
    private FolderManifest(ImmutableArray<FolderLine> lines)
    {
        Lines = lines;
        Bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line.Text)));
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Bytes));
    }

    public ImmutableArray<FolderLine> Lines { get; }

    public byte[] Bytes { get; }

    /// <summary>Of the manifest itself.</summary>
    public string Sha256 { get; }

    public static FolderManifest Of(FolderContent content) =>
        new([.. content.Files.Select(file => new FolderLine(file.Path, file.Sha256, file.Executable)).Order(FolderLine.InOrder)]);

    /// <summary>Null for a text that is no manifest.</summary>
    public static FolderManifest? Read(string text)
    {
        var lines = text.Split('\n')[..^1].Select(FolderLine.Read).OfType<FolderLine>().ToImmutableArray();
        FolderManifest manifest = new(lines);
        var isWhole = text.Length > 0 && lines.Length == text.Count(c => c == '\n');
        return isWhole && Encoding.UTF8.GetString(manifest.Bytes) == text ? manifest : null;
    }
}
