using Chimera.Documents;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>A secret in a text. Its own text is nowhere but there.</summary>
/// <param name="What">What it opens, as part of a sentence: <c>a GitHub token</c>.</param>
/// <param name="IsCertain">Its form leaves no doubt that it is secret; otherwise it may be one that is made to be seen.</param>
internal sealed record Secret(string What, TextSpan Span, bool IsCertain = true);
