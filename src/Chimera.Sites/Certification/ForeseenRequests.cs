using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Certification;

/// <summary>
/// Which requests stand for a whole site: those every rule is meant for, an address that does not exist, and files, all of them up to a number and
/// then a sample that depends on nothing but their names.
/// </summary>
internal static partial class ForeseenRequests
{
    /// <summary>More files than this are sampled: what a live site is asked must stay polite.</summary>
    public const int MostFiles = 100;

    /// <summary>A name that nobody gives a page.</summary>
    public const string NoSuchPage = "/chimera-no-such-page-5f1c";

    public static IEnumerable<SiteRequest> Of(Foresight foresight) =>
        foresight.Redirects.SelectMany(RuleRequests.Of)
            .Concat(foresight.Headers.Select(rule => rule.For).Where(IsPlainPath).Select(path => SiteRequest.Get(AsSent(path))))
            .Append(SiteRequest.Get(NoSuchPage))
            .Concat(Sample(foresight.Published.UrlPaths).Select(path => SiteRequest.Get(Encode(path))))
            .Concat(OfOpenHeaders(foresight))
            .DistinctBy(request => (request.Scheme, request.Host, request.Target, Visitor(request)));

    /// <summary>A request for each header rule that is for more than one path.</summary>
    public static IEnumerable<SiteRequest> OfOpenHeaders(Foresight foresight) => foresight.Headers.Any(rule => HeaderRequests.LeavesOpen(rule.For))
        ? HeaderRequests.Of(foresight, [.. Sample(foresight.Published.UrlPaths).Concat(foresight.Published.UrlPaths.Order(StringComparer.Ordinal)).Select(Encode)])
        : [];

    private static IEnumerable<string> Sample(IEnumerable<string> paths) => paths
        .OrderBy(path => !path.EndsWith("/index.html", StringComparison.Ordinal) || path.LastIndexOf('/') > 0)
        .ThenBy(path => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(path))), StringComparer.Ordinal)
        .Take(MostFiles)
        .Order(StringComparer.Ordinal);

    public static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    // No browser sends '..': it has walked up before it asks.
    private static bool IsPlainPath(string path) => path.StartsWith('/') && !path.Contains('*', StringComparison.Ordinal)
        && !path.Contains("/:", StringComparison.Ordinal) && !PathEncoding.Decode(path).Split('/', '\\').Any(part => part is "." or "..");

    /// <summary>A rule is for a path alone, so '?' and '#' are letters of it; what is encoded already stays so.</summary>
    private static string AsSent(string path) =>
        PathEncoding.Encode(StrayPercent().Replace(path, "%25")).Replace("\\", "%5C", StringComparison.Ordinal);

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})", RegexOptions.None, 1000)]
    private static partial Regex StrayPercent();

    private static string Visitor(SiteRequest request) => $"{request.Country} {request.Language} {string.Join(',', request.Cookies.Keys.Order(StringComparer.Ordinal))}";
}
