using System.Collections.Immutable;
using System.Text;

namespace Chimera.Engine.Record.Signing;

/// <summary>
/// A text with signatures, in the format of <see href="https://c2sp.org/signed-note">C2SP signed-note</see>: the text, an empty line, one line per signature.
/// The text means nothing until <see cref="IsSignedBy"/> has said so.
/// </summary>
/// <param name="Text">The bytes that are signed, up to and with the last newline before the empty line.</param>
public sealed record SignedNote(ReadOnlyMemory<byte> Text, ImmutableArray<NoteSignature> Signatures)
{
    private const int MostSignatures = 64;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static SignedNote Sign(string text, ISigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var bytes = Utf8.GetBytes(text);
        return new SignedNote(bytes, [new NoteSignature(signer.Verifier.Name, signer.Verifier.KeyId, [.. signer.Sign(bytes)])]);
    }

    /// <summary>Reads a note and nothing but a note; null when the bytes are anything else.</summary>
    public static SignedNote? Read(ReadOnlyMemory<byte> note)
    {
        var end = note.Span.LastIndexOf("\n\n"u8);
        if (end < 0 || note.Span[^1] != '\n' || note.Length == end + 2 || !IsPlain(note.Span))
        {
            return null;
        }

        var lines = Utf8.GetString(note.Span[(end + 2)..^1]).Split('\n');
        var signatures = lines.Take(MostSignatures + 1).Select(NoteSignature.Read).OfType<NoteSignature>().ToImmutableArray();
        return signatures.Length == lines.Length ? new SignedNote(note[..(end + 1)], signatures) : null;
    }

    /// <summary>True when the key signed exactly <see cref="Text"/>, and nothing here claims to be of that key and is not.</summary>
    public bool IsSignedBy(IVerifier verifier)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        var own = Signatures.Where(signature => signature.Name == verifier.Name && signature.KeyId == verifier.KeyId).ToList();
        return own.Count > 0 && own.TrueForAll(signature => verifier.Verifies(Text.Span, signature.Signature.AsSpan()));
    }

    public byte[] ToBytes() =>
        [.. Text.Span, (byte)'\n', .. Utf8.GetBytes(string.Concat(Signatures.Select(signature => signature + "\n")))];

    private static bool IsPlain(ReadOnlySpan<byte> note)
    {
        foreach (var octet in note)
        {
            if (octet < 0x20 && octet != '\n')
            {
                return false;
            }
        }

        return System.Text.Unicode.Utf8.IsValid(note);
    }
}
