using Chimera.Engine.Validation;

namespace Chimera.Sites.Watching;

/// <summary>One thing that a look saw to be otherwise than foreseen.</summary>
/// <param name="Subject">The request, the site or its certificate; with the kind, what tells it from others.</param>
public sealed record Concern(string Subject, ConcernKind Kind, Finding Finding)
{
    internal (string Subject, ConcernKind Kind) Key => (Subject, Kind);
}
