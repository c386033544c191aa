using Chimera.Sites.Requests;

namespace Chimera.Sites.Rules;

/// <summary>The rules of a site, compiled once. Safe for many threads.</summary>
public interface IRedirectMatcher
{
    /// <summary>The rule that a request meets first, or null.</summary>
    /// <param name="path">The path to match: as sent (the live platform), or decoded (its local tools).</param>
    RedirectMatch? Match(SiteRequest request, string path);
}
