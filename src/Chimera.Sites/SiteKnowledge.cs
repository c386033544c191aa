using System.Collections.Immutable;
using Chimera.Sites.Analyses;
using Chimera.Sites.Analyses.Healing;
using Chimera.Sites.GithubPages;
using Chimera.Sites.GithubPages.Healing;
using Chimera.Sites.Healing;
using Chimera.Sites.Host;
using Chimera.Sites.Netlify;
using Chimera.Sites.Netlify.Healing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render;
using Chimera.Sites.Render.Healing;

namespace Chimera.Sites;

/// <summary>All that Chimera knows of sites: the platforms, what can be wrong, how to repair it.</summary>
public static class SiteKnowledge
{
    public static ImmutableArray<IPlatform> Platforms { get; } =
        [new NetlifyPlatform(), new RenderPlatform(), new GithubPagesPlatform(), new HostPlatform()];

    public static ImmutableArray<IAnalysis> Analyses => AllAnalyses.List;

    // Made when it is asked for: a simulation has no use for what healers know.
    public static ImmutableArray<IHealer> Healers =>
        [.. NetlifyHealers.All, .. RenderHealers.All, .. GithubPagesHealers.All, .. AnalysisHealers.All];
}
