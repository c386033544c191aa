namespace Chimera.Sites.Watching.Tls;

/// <summary>A site showed another certificate than in the look before, and one that was not seen in this watch yet.</summary>
/// <param name="Fingerprint">SHA-256 of the new one.</param>
/// <param name="Was">When the one before ends.</param>
public sealed record TlsReplacement(string Fingerprint, DateTimeOffset Was, DateTimeOffset Expires);
