using System.Collections.Immutable;
using Chimera.Engine.Record.Signing;

namespace Chimera.Engine.Validation.Certificates;

/// <summary>A key that a person trusts, in whose name it may speak, and for what.</summary>
/// <param name="Verifier">The URI that a certificate of this key must name; a key cannot speak for another verifier.</param>
public sealed record TrustedSigner(IVerifier Key, string Verifier, ImmutableArray<Purpose> Purposes);
