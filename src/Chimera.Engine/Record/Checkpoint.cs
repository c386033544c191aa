using System.Globalization;
using System.Text;
using Chimera.Engine.Record.Merkle;
using Chimera.Engine.Record.Signing;

namespace Chimera.Engine.Record;

/// <summary>
/// What a ledger commits to: all its entries, in their order, in one hash. Written as a
/// <see href="https://c2sp.org/tlog-checkpoint">C2SP tlog-checkpoint</see>, a signed note of three lines.
/// </summary>
/// <param name="Origin">Which ledger it is.</param>
/// <param name="Size">How many entries it has.</param>
/// <param name="Root">The RFC 6962 root over them.</param>
public sealed record Checkpoint(string Origin, long Size, MerkleHash Root)
{
    /// <summary>The note's text: origin, size, base64 root, a newline after each.</summary>
    public string Text => $"{Origin}\n{Size}\n{Root.ToBase64()}\n";

    public byte[] Sign(ISigner signer) => SignedNote.Sign(Text, signer).ToBytes();

    /// <summary>Reads a signed checkpoint; null unless it is one, of that key's ledger, and signed by that key.</summary>
    public static Checkpoint? Open(ReadOnlyMemory<byte> note, IVerifier verifier)
    {
        ArgumentNullException.ThrowIfNull(verifier);

        // What is parsed is exactly what was verified: the same bytes, after the signature held.
        return SignedNote.Read(note) is { } signed && signed.IsSignedBy(verifier)
            && Read(Encoding.UTF8.GetString(signed.Text.Span)) is { } checkpoint && checkpoint.Origin == verifier.Name
            ? checkpoint
            : null;
    }

    private static Checkpoint? Read(string text)
    {
        // Further lines are extensions, which a reader passes over.
        var lines = text[..^1].Split('\n');
        return lines is [{ Length: > 0 } origin, var digits, var base64, ..] && Array.TrueForAll(lines, line => line.Length > 0)
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size.ToString(CultureInfo.InvariantCulture) == digits
            && MerkleHash.FromBase64(base64) is { } root
            ? new Checkpoint(origin, size, root)
            : null;
    }
}
