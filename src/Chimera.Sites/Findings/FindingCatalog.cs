using System.Collections.Immutable;
using Chimera.Sites.Analyses;
using Chimera.Sites.GithubPages;
using Chimera.Sites.Host;
using Chimera.Sites.Netlify;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Platforms.Detection;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Findings;

/// <summary>Every sort of finding there is. A page of the documentation is written from each.</summary>
public static class FindingCatalog
{
    public static ImmutableArray<FindingKind> All { get; } =
    [
        .. SiteFindings.All,
        .. DialectFindings.All,
        .. NetlifyFindings.All,
        .. NetlifyConfigFindings.All,
        .. RedirectFindings.All,
        .. Netlify.Headers.HeaderFindings.All,
        .. RenderFindings.All,
        .. PagesFindings.All,
        .. HostFindings.All,
        .. AllAnalyses.Kinds,
    ];

    public static FindingKind? Find(string code) => All.FirstOrDefault(kind => kind.Code == code);
}
