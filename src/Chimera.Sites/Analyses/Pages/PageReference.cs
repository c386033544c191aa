using Chimera.Documents;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>An address in a page or a style sheet.</summary>
/// <param name="Written">As a browser reads it: references and escapes resolved.</param>
/// <param name="Span">Where it is written.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Nonce">That of the element.</param>
/// <param name="Integrity">The digests that the element asks for.</param>
internal sealed record PageReference(
    ReferenceKind Kind, string Written, TextSpan Span, WebAddress Target, string? Nonce = null, string? Integrity = null);
