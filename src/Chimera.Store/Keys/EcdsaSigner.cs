using System.Security.Cryptography;
using Chimera.Engine.Record.Signing;

namespace Chimera.Store.Keys;

/// <summary>An ECDSA P-256 private key.</summary>
public sealed class EcdsaSigner : ISigner, IDisposable
{
    private readonly ECDsa _pair;

    internal EcdsaSigner(ECDsa pair, KeyUse use)
    {
        _pair = pair;
        Public = new EcdsaVerifier(ECDsa.Create(pair.ExportParameters(includePrivateParameters: false)), use);
    }

    public EcdsaVerifier Public { get; }

    public IVerifier Verifier => Public;

    public byte[] Sign(ReadOnlySpan<byte> message) =>
        EcdsaForm.Of(_pair.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))!;

    /// <summary>Reads a private key in PEM; null when it is none, or of another kind.</summary>
    public static EcdsaSigner? FromPem(string pem, KeyUse use)
    {
        var pair = ECDsa.Create();
        try
        {
            pair.ImportFromPem(pem);
            if (pair.ExportParameters(includePrivateParameters: true).Curve.Oid.Value == EcdsaVerifier.P256)
            {
                return new EcdsaSigner(pair, use);
            }
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Said by the null below: it is no such key.
        }

        pair.Dispose();
        return null;
    }

    public void Dispose()
    {
        Public.Dispose();
        _pair.Dispose();
    }
}
