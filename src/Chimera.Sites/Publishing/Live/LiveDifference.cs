namespace Chimera.Sites.Publishing.Live;

/// <param name="Text">What the answer does instead: <c>answers 302, not 301</c>.</param>
internal sealed record LiveDifference(LiveDifferenceKind Kind, string Text);
