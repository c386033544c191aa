using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Chimera.Engine.Record.Merkle;
using Chimera.Engine.Record.Signing;

namespace Chimera.Engine.Record.Proofs;

/// <summary>
/// A proof, for somebody who has nothing but the public key, that an entry is in the ledger. Written as a
/// <see href="https://c2sp.org/tlog-proof">C2SP tlog-proof</see> that carries the entry as its extra data.
/// </summary>
/// <param name="Entry">The entry's bytes. They are believed only because their hash is proved.</param>
/// <param name="Index">The entry's place, from 0.</param>
/// <param name="Path">The inclusion proof, from the leaf's sibling to the root's child.</param>
/// <param name="Checkpoint">The signed checkpoint, verbatim.</param>
public sealed record TlogProof(ReadOnlyMemory<byte> Entry, long Index, ImmutableArray<MerkleHash> Path, ReadOnlyMemory<byte> Checkpoint)
{
    private const string Header = "c2sp.org/tlog-proof@v1";

    public string Text =>
        $"{Header}\nextra {Convert.ToBase64String(Entry.Span)}\nindex {Index}\n"
        + string.Concat(Path.Select(hash => hash.ToBase64() + "\n"))
        + "\n" + Encoding.UTF8.GetString(Checkpoint.Span);

    /// <summary>Reads a proof file; null when it is none.</summary>
    public static TlogProof? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var gap = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0
            || text[..gap].Split('\n') is not [Header, var extra, var index, .. var path]
            || !extra.StartsWith("extra ", StringComparison.Ordinal)
            || !index.StartsWith("index ", StringComparison.Ordinal)
            || !long.TryParse(index[6..], NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            return null;
        }

        var hashes = path.Select(MerkleHash.FromBase64).OfType<MerkleHash>().ToImmutableArray();
        var entry = new byte[extra.Length];
        return hashes.Length == path.Length && Convert.TryFromBase64String(extra[6..], entry, out var length)
            && new TlogProof(entry.AsMemory(0, length), place, hashes, Encoding.UTF8.GetBytes(text[(gap + 2)..])) is var read && read.Text == text
            ? read
            : null;
    }

    public ProofCheck Check(IVerifier verifier)
    {
        if (Record.Checkpoint.Open(Checkpoint, verifier) is not { } head)
        {
            return new ProofCheck.Refuted("its checkpoint is not signed by this key");
        }

        return !new InclusionProof(Index, head.Size, Path).Proves(MerkleHashing.Leaf(Entry.Span), head.Root)
            ? new ProofCheck.Refuted($"its path does not lead from the entry at index {Index} to the signed root of {head.Size} entries")
            : LedgerEntry.Read(Entry.Span) is { } entry && entry.Index == Index
                ? new ProofCheck.Proved(entry, head)
                : new ProofCheck.Refuted($"what is signed at index {Index} is not an entry of that index");
    }
}
