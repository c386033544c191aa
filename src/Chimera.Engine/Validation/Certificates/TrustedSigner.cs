using System.Collections.Immutable;
using Chimera.Engine.Record.Signing;

namespace Chimera.Engine.Validation.Certificates;

/// <summary>A key that a person trusts, in whose name it may speak, and for what.</summary>
/// <param name="Verifier">The URI that a certificate of this key must name; a key cannot speak for another verifier.</param>
public sealed record TrustedSigner(IVerifier Key, string Verifier, ImmutableArray<Purpose> Purposes)
{
    public KeyState State { get; init; }

    /// <summary>A key that speaks for nobody but itself.</summary>
    public static TrustedSigner Of(IVerifier key, params ImmutableArray<Purpose> purposes) => new(key, VerifierOf(key), purposes);

    /// <summary>The URI of a key as a verifier: <c>urn:chimera:verifier:chimera.certify/0123456789abcdef</c>.</summary>
    public static string VerifierOf(IVerifier key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return $"urn:chimera:verifier:{key.Name}";
    }
}
