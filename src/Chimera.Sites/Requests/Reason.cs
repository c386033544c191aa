using Chimera.Engine.Truth;

namespace Chimera.Sites.Requests;

/// <summary>One thing that an answer was decided by.</summary>
/// <param name="Text">One line, no full stop.</param>
/// <param name="Place">The rule it speaks of.</param>
public sealed record Reason(ReasonKind Kind, string Text, Place? Place = null);
