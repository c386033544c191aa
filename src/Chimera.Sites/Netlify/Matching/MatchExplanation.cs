using System.Collections.Immutable;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>Why a request met the rule it met.</summary>
/// <param name="Match">What <see cref="RedirectMatcher.Match"/> says.</param>
/// <param name="Why">The rules that had to do with it, in their order: those that failed, the one that decided, those it shadows.</param>
public sealed record MatchExplanation(RedirectMatch? Match, ImmutableArray<Reason> Why)
{
    /// <summary>At most so many rules are named.</summary>
    public const int MaxReasons = 20;
}
