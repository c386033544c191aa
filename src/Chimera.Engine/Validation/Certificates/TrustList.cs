using System.Collections.Immutable;

namespace Chimera.Engine.Validation.Certificates;

/// <summary>Whose word counts, and which certificates were taken back.</summary>
/// <param name="Revoked">Why, by the nonce of the certificate.</param>
public sealed record TrustList(ImmutableArray<TrustedSigner> Signers, ImmutableDictionary<string, string> Revoked)
{
    public static readonly TrustList Nobody = new([], ImmutableDictionary<string, string>.Empty);

    /// <summary>Which keys were replaced or taken back.</summary>
    public KeyHistory Keys { get; init; } = KeyHistory.Nothing;

    /// <summary>Every signer for the purpose is tried: the key id that an envelope names is only a hint.</summary>
    internal TrustedSigner? SignerOf(DsseEnvelope envelope, Purpose purpose) =>
        Signers.FirstOrDefault(signer => signer.Purposes.Contains(purpose) && envelope.IsSignedBy(signer.Key));
}
