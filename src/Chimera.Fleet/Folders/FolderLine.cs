using System.Text;

namespace Chimera.Fleet.Folders;

/// <summary>One file in a manifest: <c>DIGEST  ./PATH</c>, or <c>DIGEST *./PATH</c> for one that is executable.</summary>
internal sealed record FolderLine(string Path, string Sha256, bool Executable)
{
    /// <summary>As <c>sort -k 2</c> does: by the bytes of what follows the digest.</summary>
    public static readonly Comparer<FolderLine> InOrder =
        Comparer<FolderLine>.Create((one, other) => one._key.AsSpan().SequenceCompareTo(other._key));

    private readonly byte[] _key = Encoding.UTF8.GetBytes((Executable ? "*./" : " ./") + Path);

    public string Text => $"{Sha256} {(Executable ? '*' : ' ')}./{Path}\n";

    /// <summary>Null when it is no such line, or names what no folder of ours has: a host is told to remove what it names.</summary>
    public static FolderLine? Read(string line) =>
        line.Length > Digest.Length + 4
        && Digest.Is(line.AsSpan(0, Digest.Length))
        && line[Digest.Length..(Digest.Length + 4)] is "  ./" or " *./"
        && FolderRules.WrongPath(line[(Digest.Length + 4)..]) is null
            ? new FolderLine(line[(Digest.Length + 4)..], line[..Digest.Length], line[Digest.Length + 1] == '*')
            : null;
}
