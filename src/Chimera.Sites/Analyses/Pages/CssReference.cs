using Chimera.Documents;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>An address in a style sheet.</summary>
/// <param name="Kind">A style sheet, a font or an image.</param>
/// <param name="Url">Escapes resolved.</param>
/// <param name="Span">As written, without quotes.</param>
internal sealed record CssReference(ReferenceKind Kind, string Url, TextSpan Span);
