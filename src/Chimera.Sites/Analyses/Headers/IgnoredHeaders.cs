using Chimera.Sites.Findings;
using Chimera.Sites.Netlify.Serving;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>Headers that a platform sets itself, whatever a rule says.</summary>
internal static class IgnoredHeaders
{
    private const string Cookie = "Set-Cookie";

    public static IEnumerable<SiteFinding> Check(HeaderRule rule, Platform platform) => platform != Platform.Netlify ? [] :
        from value in rule.Values
        where LiveHeaders.Ignored.Contains(value.Key) || value.Key.Equals(Cookie, StringComparison.OrdinalIgnoreCase)
        select new SiteFinding(
            HeaderFindings.Ignored,
            value.Key.Equals(Cookie, StringComparison.OrdinalIgnoreCase)
                ? "Netlify may override Set-Cookie: a rule cannot be relied on for it"
                : $"Netlify sets {value.Key} itself: what the rule says is ignored",
            rule.Place,
            Subject: value.Key);
}
