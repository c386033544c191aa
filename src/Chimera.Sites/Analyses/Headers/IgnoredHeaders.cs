using Chimera.Sites.Findings;
using Chimera.Sites.Netlify.Serving;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>Headers that a platform sets itself, whatever a rule says.</summary>
internal static class IgnoredHeaders
{
    private const string Cookie = "Set-Cookie";

    public static IEnumerable<SiteFinding> Check(HeaderRule rule, Platform platform)
    {
        if (platform != Platform.Netlify)
        {
            yield break;
        }

        foreach (var (name, _) in rule.Values)
        {
            var isCookie = name.Equals(Cookie, StringComparison.OrdinalIgnoreCase);
            if (isCookie || LiveHeaders.Ignored.Contains(name))
            {
                yield return new SiteFinding(
                    HeaderFindings.Ignored,
                    isCookie ? "Netlify may override Set-Cookie: a rule cannot be relied on for it"
                        : $"Netlify sets {name} itself: what the rule says is ignored",
                    rule.Place,
                    Subject: name);
            }
        }
    }
}
