using System.Buffers;
using System.Security.Cryptography;
using Chimera.Store.Files;

namespace Chimera.Store.Ledger;

/// <summary>What does not fit into an entry, each in a file named after its SHA-256. The entry that names the digest vouches for it.</summary>
internal sealed class BlobFolder(LedgerPaths paths)
{
    public static string DigestOf(ReadOnlySpan<byte> content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Keeps the content, durably; returns its digest.</summary>
    public string Save(ReadOnlySpan<byte> content)
    {
        var digest = DigestOf(content);
        if (!paths.Has(LedgerPaths.Blob(digest)))
        {
            Durable.Write(paths.At(LedgerPaths.Blob(digest)), content, Durable.OwnerAndReaders);
        }

        return digest;
    }

    /// <summary>The content; null when it is missing or is not what the digest says.</summary>
    public byte[]? Find(string digest)
    {
        var content = IsDigest(digest) && paths.Has(LedgerPaths.Blob(digest)) ? paths.Read(LedgerPaths.Blob(digest)) : null;
        return content is not null && DigestOf(content) == digest ? content : null;
    }

    public static bool IsDigest(string digest) =>
        digest.Length == 71 && digest.StartsWith("sha256:", StringComparison.Ordinal) && !digest.AsSpan(7).ContainsAnyExcept(Digits);
}
