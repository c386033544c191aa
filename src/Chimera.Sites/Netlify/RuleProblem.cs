using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Netlify;

/// <summary>Something wrong with a redirect or header rule as it is written.</summary>
/// <param name="PlatformMessage">The words of Netlify's own parser, which may have several lines; null when it says nothing.</param>
/// <param name="Message">One line, for a person.</param>
/// <param name="Span">The piece of the file that is wrong.</param>
/// <param name="Subject">The token, field or header that is wrong.</param>
public sealed record RuleProblem(FindingKind Kind, string? PlatformMessage, string Message, Place? Place, TextSpan? Span, string? Subject)
{
    public SiteFinding ToFinding() => new(Kind, Message, Place, Span, Subject: Subject);
}
