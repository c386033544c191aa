using Chimera.Engine.Validation.Certificates;

namespace Chimera.Sites.Publishing;

/// <summary>One file of a release.</summary>
/// <param name="Address">The path of its URL, decoded: <c>/docs/index.html</c>.</param>
/// <param name="Open">Its bytes; null when it has gone or changed since the release was made.</param>
public sealed record ReleaseFile(string Address, long Bytes, Digests Digests, Func<byte[]?> Open);
