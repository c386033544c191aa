using System.Collections.Immutable;
using Chimera.Sites.Analyses.Assets;
using Chimera.Sites.Analyses.Headers;
using Chimera.Sites.Analyses.Names;
using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Analyses.Secrets;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses;

/// <summary>Everything that is looked for in a site whatever the platform, in the order in which it is told.</summary>
public static class AllAnalyses
{
    public static readonly ImmutableArray<IAnalysis> List =
        [new RedirectRulesAnalysis(), new NameAnalysis(), new HeaderAnalysis(), new AssetAnalysis(), new SecretAnalysis()];

    /// <summary>What they can find.</summary>
    public static ImmutableArray<FindingKind> Kinds =>
        [.. RuleFindings.All, .. NameFindings.All, .. HeaderFindings.All, .. AssetFindings.All, .. SecretFindings.All];
}
