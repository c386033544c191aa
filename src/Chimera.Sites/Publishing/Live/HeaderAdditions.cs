using System.Collections.Frozen;
using System.Collections.Immutable;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Publishing.Live;

/// <summary>
/// Finds headers that nobody foresaw and that change what a visitor's browser, or a search engine, does. What servers say of themselves, of caches, of lengths and
/// types, and what makes a browser only report, is not looked at: each server has its own.
/// </summary>
internal sealed class HeaderAdditions
{
    private const string Cookie = "set-cookie";
    private const string Encoding = "content-encoding";
    private const string NotForSearch = "x-robots-tag";

    // They reach beyond the page that they come with. RFC 6265, 6266, 6797, 8288, 9110; HTML (refresh); Clear Site Data; Service Workers; Fetch (see Prefixes); Resource
    // Timing; Speculation Rules; RFC 8942 (client hints); FedCM (set-login); Storage Access; Tor (onion-location).
    private static readonly FrozenSet<string> OfTheVisitor = new[]
    {
        Cookie, Encoding, "content-disposition", "strict-transport-security", "link", "location", "refresh", "clear-site-data", "service-worker-allowed",
        "timing-allow-origin", "speculation-rules", "no-vary-search", "accept-ch", "critical-ch", "set-login", "activate-storage-access", "onion-location",
    }.ToFrozenSet(StringComparer.Ordinal);

    // They govern the page that they come with. CSP 3; RFC 7034; Referrer Policy; Permissions Policy (and its first name); Document Policy; Subresource Integrity; HTML.
    private static readonly FrozenSet<string> OfThePage = new[]
    {
        "content-security-policy", "content-security-policy-report-only", "x-frame-options", "referrer-policy", "permissions-policy",
        "permissions-policy-report-only", "feature-policy", "document-policy", "document-policy-report-only", "require-document-policy", "integrity-policy",
        "integrity-policy-report-only", "document-isolation-policy", "origin-agent-cluster", NotForSearch,
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly ImmutableArray<AddedHeader> _platform;
    private readonly FrozenSet<(string Name, string Value)> _own;

    private HeaderAdditions(ImmutableArray<AddedHeader> platform, FrozenSet<(string Name, string Value)> own) => (_platform, _own) = (platform, own);

    /// <param name="foreseen">All that was foreseen of the site: what its rules set somewhere is not foreign to it.</param>
    public static HeaderAdditions Of(Platform platform, IEnumerable<ForeseenAnswer> foreseen) => new(
        SiteKnowledge.Platforms.First(known => known.Platform == platform).Adds,
        foreseen.SelectMany(answer => answer.Response.Headers).Select(header => (header.Key.ToLowerInvariant(), header.Value)).ToFrozenSet());

    /// <summary>Platforms keep search engines from what is not the site itself.</summary>
    public HeaderAdditions OnDraft() => new([.. _platform, new AddedHeader(NotForSearch, "docs/publishing.md (drafts)", (_, _) => true)], _own);

    /// <param name="live">Of the foreseen status.</param>
    public IEnumerable<LiveDifference> Differences(ForeseenAnswer foreseen, LiveAnswer live, Uri asked)
    {
        var known = foreseen.Response.Headers.Select(header => header.Key.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        return live.Headers.Where(header => !known.Contains(header.Key) && Matters(header.Key, foreseen, live)).OrderBy(header => header.Key, StringComparer.Ordinal)
            .Where(header => !MayCome(header.Key, header.Value, foreseen))
            .SelectMany(header => ValuesOf(header.Key, header.Value, live).Where(value => !IsThePlatforms(header.Key, value, asked))
                .Select(value => new LiveDifference(LiveDifferenceKind.Header, TextOf(header.Key, value))));
    }

    private static bool Matters(string name, ForeseenAnswer foreseen, LiveAnswer live) => name switch
    {
        "location" => foreseen.Response.Location is null,
        // Of bytes that are the file's own it is not true; others are told as another content.
        Encoding => foreseen.Body is { } body && live.Body == body && live.Headers[name] != "identity",
        _ when OfThePage.Contains(name) || name.StartsWith("cross-origin-", StringComparison.Ordinal) => foreseen.BodyPath is not null,
        _ => OfTheVisitor.Contains(name) || name.StartsWith("access-control-", StringComparison.Ordinal),
    };

    // Whether rules for headers hold for redirects and pages that are not found, no platform says of each.
    private bool MayCome(string name, string value, ForeseenAnswer foreseen) =>
        foreseen.Response.By is not (ServedBy.File or ServedBy.FileBeforeRule or ServedBy.Rewrite) && _own.Contains((name, value));

    private bool IsThePlatforms(string name, string value, Uri asked) =>
        _platform.Any(added => added.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && added.IsItsOwn(asked, value));

    private static ImmutableArray<string> ValuesOf(string name, string value, LiveAnswer live) => name == Cookie ? live.Cookies : [value];

    // What a cookie holds may let somebody in.
    private static string TextOf(string name, string value) => name == Cookie
        ? $"sets the cookie {OutsideText.Shown(value.Split('=')[0])}, which was not foreseen"
        : $"adds {name}: {OutsideText.Shown(value)}, which was not foreseen";
}
