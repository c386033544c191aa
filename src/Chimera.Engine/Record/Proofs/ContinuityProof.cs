using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Chimera.Engine.Record.Merkle;
using Chimera.Engine.Record.Signing;

namespace Chimera.Engine.Record.Proofs;

/// <summary>
/// A proof, for somebody who kept an older checkpoint, that nothing it covered has changed since. Written as the body of an
/// <c>add-checkpoint</c> request of <see href="https://c2sp.org/tlog-witness">C2SP tlog-witness</see>: the old size, the consistency proof, an empty line, the new checkpoint.
/// </summary>
public sealed record ContinuityProof(long OldSize, ImmutableArray<MerkleHash> Path, ReadOnlyMemory<byte> Checkpoint)
{
    public string Text =>
        $"old {OldSize}\n" + string.Concat(Path.Select(hash => hash.ToBase64() + "\n")) + "\n" + Encoding.UTF8.GetString(Checkpoint.Span);

    /// <summary>Reads a proof file; null when it is none.</summary>
    public static ContinuityProof? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var gap = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0
            || text[..gap].Split('\n') is not [var old, .. var path]
            || !old.StartsWith("old ", StringComparison.Ordinal)
            || !long.TryParse(old[4..], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return null;
        }

        var hashes = path.Select(MerkleHash.FromBase64).OfType<MerkleHash>().ToImmutableArray();
        return hashes.Length == path.Length && new ContinuityProof(size, hashes, Encoding.UTF8.GetBytes(text[(gap + 2)..])) is var read && read.Text == text
            ? read
            : null;
    }

    /// <param name="kept">The older signed checkpoint, verbatim.</param>
    public ContinuityCheck Check(ReadOnlyMemory<byte> kept, IVerifier verifier) =>
        Record.Checkpoint.Open(kept, verifier) is not { } older ? new ContinuityCheck.Refuted("the kept checkpoint is not signed by this key")
        : Record.Checkpoint.Open(Checkpoint, verifier) is not { } newer ? new ContinuityCheck.Refuted("its checkpoint is not signed by this key")
        : older.Size != OldSize ? new ContinuityCheck.Refuted($"it starts from {OldSize} entries, the kept checkpoint has {older.Size}")
        : new ConsistencyProof(OldSize, newer.Size, Path).Proves(older.Root, newer.Root) ? new ContinuityCheck.Continued(older, newer)
        : new ContinuityCheck.Refuted($"the ledger of {newer.Size} entries does not continue the one of {OldSize}");
}
