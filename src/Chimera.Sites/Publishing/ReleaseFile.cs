using Chimera.Engine.Validation.Certificates;

namespace Chimera.Sites.Publishing;

/// <summary>One file of a release.</summary>
/// <param name="Address">The path of its URL, decoded: <c>/docs/index.html</c>.</param>
/// <param name="Open">Its bytes as they are now, which whoever sends them holds against the digests; null when it has gone.</param>
public sealed record ReleaseFile(string Address, long Bytes, Digests Digests, Func<byte[]?> Open)
{
    /// <summary>Of the bytes that the digests are of, where it was taken of them; for Netlify, which tells contents apart by it.</summary>
    internal string? Sha1 { get; init; }

    /// <returns>The bytes that the release was made with, or null: another content is never sent in its place.</returns>
    internal byte[]? Read() => Open() is { } bytes && bytes.LongLength == Bytes && Digests.Of(bytes) == Digests ? bytes : null;

    /// <summary>An address that is a path below any root: no empty part, no dots alone, nothing invisible.</summary>
    internal bool IsPath => Address.StartsWith('/') && !Address.Any(char.IsControl)
        && !Address[1..].Split('/').Any(part => part is "" or "." or "..");
}
