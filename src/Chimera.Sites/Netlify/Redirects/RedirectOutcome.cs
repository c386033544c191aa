using Chimera.Sites.Findings;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Redirects;

/// <summary>What Netlify's parser makes of one redirect.</summary>
internal abstract record RedirectOutcome
{
    internal sealed record Accepted(RedirectRule Rule) : RedirectOutcome;

    /// <param name="Reason">The last line of Netlify's own message.</param>
    /// <param name="Field">The field that is wrong: <c>from</c>, <c>to</c>, <c>status</c> …</param>
    /// <param name="Message">One line, for a person.</param>
    internal sealed record Refused(FindingKind Kind, string Reason, string Field, string Message) : RedirectOutcome;
}
