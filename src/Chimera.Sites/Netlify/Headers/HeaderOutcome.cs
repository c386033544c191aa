using Chimera.Sites.Findings;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>What Netlify's parser makes of one table of headers.</summary>
internal abstract record HeaderOutcome
{
    internal sealed record Accepted(HeaderRule Rule) : HeaderOutcome;

    /// <summary>It sets no header, and nothing is said.</summary>
    internal sealed record Empty : HeaderOutcome;

    /// <param name="Reason">The last line of Netlify's own message.</param>
    /// <param name="Field"><c>for</c> or <c>values</c>.</param>
    /// <param name="Name">The header that is wrong, as written; null when it is the field itself.</param>
    internal sealed record Refused(FindingKind Kind, string Reason, string Message, string Field, string? Name) : HeaderOutcome;
}
