using System.Security.Cryptography;
using Chimera.Engine.Record.Signing;

namespace Chimera.Engine.Tests.Record;

/// <summary>A key pair for one test.</summary>
internal sealed class TestKey(string name, uint keyId = 0xc0ffee00) : ISigner, IVerifier, IDisposable
{
    private readonly ECDsa _pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Name => name;

    public string Algorithm => "ecdsa-p256-sha256";

    public uint KeyId => keyId;

    public IVerifier Verifier => this;

    public byte[] Sign(ReadOnlySpan<byte> message) => _pair.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        _pair.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => _pair.Dispose();
}
