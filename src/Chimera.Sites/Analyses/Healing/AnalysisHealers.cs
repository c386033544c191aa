using System.Collections.Immutable;
using Chimera.Sites.Analyses.Healing.Rules;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Analyses.Healing;

/// <summary>The repairs for what the analyses find.</summary>
public static class AnalysisHealers
{
    public static readonly ImmutableArray<IHealer> All = [new CorrectLetterCase(), new QuotePolicySource(), .. RuleHealers.All];
}
