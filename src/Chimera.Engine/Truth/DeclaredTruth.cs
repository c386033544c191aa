using System.Collections.Immutable;

namespace Chimera.Engine.Truth;

/// <summary>The declared state of everything, with the digest of what was declared.</summary>
/// <param name="Digest"><c>sha256:…</c> over the canonical form of every target.</param>
public sealed record DeclaredTruth(string Digest, ImmutableArray<DeclaredTarget> Targets);
