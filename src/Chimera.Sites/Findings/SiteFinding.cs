using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Findings;

/// <summary>Something that is wrong with a site.</summary>
/// <param name="Message">What is wrong here, one line, no full stop.</param>
/// <param name="Place">Where; a file of the site without a line when the whole file is meant, null when nothing in it is.</param>
/// <param name="Span">The piece of that file that is wrong, for a healer.</param>
/// <param name="Remedy">What to do about this one, when that can be said better than by its kind.</param>
/// <param name="Subject">What exactly is wrong, for a healer: a header's name, a path, a key.</param>
public sealed record SiteFinding(
    FindingKind Kind, string Message, Place? Place = null, TextSpan? Span = null, string? Remedy = null, string? Subject = null)
{
    public Finding ToFinding(TargetId? target = null) => new(Kind.Code, Kind.Severity, Message, Remedy ?? Kind.Remedy, Place, target);
}
