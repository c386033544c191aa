using System.Collections.Immutable;

namespace Chimera.Fleet.Nix;

/// <summary>What the store knows of one valid path.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="NarHash">The SHA-256 of its NAR, as <c>sha256-</c> and base 64 (Subresource Integrity).</param>
/// <param name="NarSize">Bytes of its NAR.</param>
/// <param name="References">Absolute paths it refers to, perhaps itself among them.</param>
internal sealed record StorePathInfo(string Path, string NarHash, long NarSize, ImmutableArray<string> References);
