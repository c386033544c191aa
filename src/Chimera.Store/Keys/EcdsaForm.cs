using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;

namespace Chimera.Store.Keys;

/// <summary>
/// The one form of an ECDSA P-256 signature: DER with the smaller of the two values of s that both verify (which BIP 146 calls low S). With it,
/// nobody without the key can make a second signature out of one that is there.
/// </summary>
internal static class EcdsaForm
{
    // The order of the curve, FIPS 186-4 D.1.2.3.
    private static readonly BigInteger Order = BigInteger.Parse("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.HexNumber, null);

    /// <returns>The same signature in its one form; null when it is none.</returns>
    public static byte[]? Of(ReadOnlySpan<byte> signature)
    {
        try
        {
            var outer = new AsnReader(signature.ToArray(), AsnEncodingRules.DER);
            var inner = outer.ReadSequence();
            var (r, s) = (inner.ReadInteger(), inner.ReadInteger());
            inner.ThrowIfNotEmpty();
            outer.ThrowIfNotEmpty();
            return r.Sign > 0 && s.Sign > 0 && r < Order && s < Order ? Write(r, s * 2 > Order ? Order - s : s) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    public static bool Is(ReadOnlySpan<byte> signature) => Of(signature) is { } form && signature.SequenceEqual(form);

    private static byte[] Write(BigInteger r, BigInteger s)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }

        return writer.Encode();
    }
}
