using System.Security.Cryptography;
using Chimera.Engine.Record.Signing;

namespace Chimera.Store.Keys;

/// <summary>An ECDSA P-256 private key that was read from a file.</summary>
internal sealed class EcdsaSigner : ISigner, IDisposable
{
    private readonly ECDsa _pair;

    public EcdsaSigner(ECDsa pair)
    {
        _pair = pair;
        Public = new EcdsaVerifier(ECDsa.Create(pair.ExportParameters(includePrivateParameters: false)));
    }

    public EcdsaVerifier Public { get; }

    public IVerifier Verifier => Public;

    public byte[] Sign(ReadOnlySpan<byte> message) =>
        EcdsaForm.Of(_pair.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))!;

    public void Dispose()
    {
        Public.Dispose();
        _pair.Dispose();
    }
}
