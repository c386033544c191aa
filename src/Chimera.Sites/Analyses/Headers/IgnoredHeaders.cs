using Chimera.Sites.Findings;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>Headers that a platform sets itself, whatever a rule says.</summary>
internal static class IgnoredHeaders
{
    // docs.netlify.com/manage/routing/headers, "Limitations".
    private static readonly HashSet<string> ByNetlify = new(
        [
            "Accept-Ranges", "Age", "Allow", "Alt-Svc", "Connection", "Content-Encoding", "Content-Length", "Content-Range", "Date", "Location", "Server",
            "Set-Cookie", "Trailer", "Transfer-Encoding", "Upgrade",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<SiteFinding> Check(HeaderRule rule, Platform platform) => platform != Platform.Netlify ? [] :
        from value in rule.Values
        where ByNetlify.Contains(value.Key)
        select new SiteFinding(
            HeaderFindings.Ignored,
            value.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)
                ? "Netlify may override Set-Cookie: a rule cannot be relied on for it"
                : $"Netlify sets {value.Key} itself: what the rule says is ignored",
            rule.Place,
            Subject: value.Key);
}
