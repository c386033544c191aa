using Chimera.Documents;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>Code that stands in a page itself.</summary>
/// <param name="Span">Where it is written; of an element, its text.</param>
/// <param name="Text">The code; null for an element, whose text is what the span holds.</param>
internal sealed record InlineCode(InlineKind Kind, TextSpan Span, string? Text, string? Nonce);
