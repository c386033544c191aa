namespace Chimera.Engine.Record.Signing;

/// <summary>A public key that a person has decided to trust.</summary>
public interface IVerifier
{
    /// <summary>The key's name in a signed note: not empty, no Unicode space, no plus sign.</summary>
    string Name { get; }

    /// <summary>What it signs with, e.g. <c>ecdsa-p256-sha256</c>. It comes from the key, never from what is verified.</summary>
    string Algorithm { get; }

    /// <summary>Finds the signature to try among several; a hint that anybody can forge.</summary>
    uint KeyId { get; }

    bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
