using System.Collections.Immutable;
using Chimera.Sites.Analyses;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites;

/// <summary>All that Chimera knows of sites: the platforms, what can be wrong, how to repair it.</summary>
public static class SiteKnowledge
{
    public static ImmutableArray<IPlatform> Platforms { get; } = [];

    public static ImmutableArray<IAnalysis> Analyses { get; } = [];

    public static ImmutableArray<IHealer> Healers { get; } = [];
}
