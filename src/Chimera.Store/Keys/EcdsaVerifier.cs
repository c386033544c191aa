using System.Buffers.Binary;
using System.Security.Cryptography;
using Chimera.Engine.Record.Signing;

namespace Chimera.Store.Keys;

/// <summary>
/// An ECDSA P-256 public key. Signatures are DER over SHA-256, as <c>openssl dgst -sha256 -verify</c> takes them, in their one form (<see cref="EcdsaForm"/>); the key id is that of
/// C2SP signed-note type 0x02, the first four bytes of the SHA-256 of the key's SPKI.
/// </summary>
public sealed class EcdsaVerifier : IVerifier, IDisposable
{
    internal const string P256 = "1.2.840.10045.3.1.7";

    private readonly Lock _gate = new();
    private readonly ECDsa _key;

    internal EcdsaVerifier(ECDsa key, KeyUse use)
    {
        _key = key;
        var fingerprint = SHA256.HashData(key.ExportSubjectPublicKeyInfo());
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(fingerprint);
        Name = $"chimera.{KeyFiles.NameOf(use)}/{Convert.ToHexStringLower(fingerprint.AsSpan(0, 8))}";
    }

    /// <summary><c>chimera.ledger/</c> or <c>chimera.certify/</c>, and the first 16 hexadecimal digits of the key's fingerprint. The ledger's origin is so called.</summary>
    public string Name { get; }

    public string Algorithm => "ecdsa-p256-sha256";

    public uint KeyId { get; }

    /// <summary>Reads a public key in PEM (SPKI); null when it is none, or of another kind.</summary>
    public static EcdsaVerifier? FromPem(string pem, KeyUse use)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256)
            {
                return new EcdsaVerifier(key, use);
            }
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Said by the null below: it is no such key.
        }

        key.Dispose();
        return null;
    }

    public string ToPem() => _key.ExportSubjectPublicKeyInfoPem() + "\n";

    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (!EcdsaForm.Is(signature))
        {
            return false;
        }

        lock (_gate)
        {
            return _key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    public void Dispose() => _key.Dispose();
}
