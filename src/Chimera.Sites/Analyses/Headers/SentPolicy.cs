using Chimera.Engine.Truth;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>The value of a Content-Security-Policy that a page is sent with.</summary>
/// <param name="Place">The rule, or the page's own <c>meta</c>.</param>
internal sealed record SentPolicy(string Value, Place? Place);
