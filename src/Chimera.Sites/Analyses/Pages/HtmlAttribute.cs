using Chimera.Documents;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>An attribute of a start tag.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Value">Character references resolved; empty when there is none.</param>
/// <param name="Span">The value as written, without its quotes.</param>
internal sealed record HtmlAttribute(string Name, string Value, TextSpan Span);
