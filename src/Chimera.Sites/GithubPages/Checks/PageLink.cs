using Chimera.Documents;

namespace Chimera.Sites.GithubPages.Checks;

/// <summary>A reference from a published HTML page to something of the same site.</summary>
/// <param name="Page">The path of its URL.</param>
/// <param name="Source">The page's file.</param>
/// <param name="Written">As it stands there, without query and fragment.</param>
/// <param name="Path">Decoded, from the site's root; null when the reference ignores the path that the site lives under.</param>
internal sealed record PageLink(string Page, SourceFile Source, string Written, string? Path, TextSpan Span);
