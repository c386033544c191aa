namespace Chimera.Sites.Netlify.Serving;

/// <summary>What a path finds among the published files.</summary>
/// <param name="Path">The file, as published.</param>
/// <param name="Canonical">The address the visitor is sent to first, percent-encoded; null when the path is that address.</param>
/// <param name="OtherCase">It was found only because letter case was not looked at.</param>
internal sealed record LiveFile(string Path, string? Canonical, bool OtherCase);
