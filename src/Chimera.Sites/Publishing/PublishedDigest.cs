namespace Chimera.Sites.Publishing;

/// <summary>One published file, as far as it tells whether it is another.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
public sealed record PublishedDigest(string Sha256, long Bytes);
