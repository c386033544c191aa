using Chimera.Engine.Truth.Settings;
using Chimera.Sites;
using Chimera.Sites.Certification;
using Chimera.Sites.Healing;

namespace Chimera.Cli.Composition;

/// <summary>What simulates and heals sites, put together from the settings.</summary>
internal static class SiteTools
{
    public static SiteSimulator Simulator(ResolvedSettings settings) =>
        new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, settings.Get(EngineSettings.SimTimeout), TimeProvider.System);

    public static SiteBundles Bundles(ResolvedSettings settings) => new(Simulator(settings), TimeProvider.System);

    public static HealingRun Healing(ResolvedSettings settings, IHealMemory memory) =>
        new(Simulator(settings), SiteKnowledge.Healers, memory, new HealLimits(settings.Get(EngineSettings.HealMaxAttempts)));
}
