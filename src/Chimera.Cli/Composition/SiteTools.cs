using Chimera.Engine.Truth.Settings;
using Chimera.Sites;
using Chimera.Sites.Certification;
using Chimera.Sites.Healing;
using Chimera.Store;

namespace Chimera.Cli.Composition;

/// <summary>What simulates and heals sites, put together from the settings.</summary>
internal static class SiteTools
{
    public static SiteSimulator Simulator(ResolvedSettings settings) =>
        new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, settings.Get(EngineSettings.SimTimeout), TimeProvider.System);

    /// <param name="state">Where Chimera keeps its state, which is part of no site; null for nowhere.</param>
    public static SiteBundles Bundles(ResolvedSettings settings, StateFolder? state) => new(Simulator(settings), TimeProvider.System, state?.Path);

    public static HealingRun Healing(ResolvedSettings settings, IHealMemory memory) =>
        new(Simulator(settings), SiteKnowledge.Healers, memory, new HealLimits(settings.Get(EngineSettings.HealMaxAttempts)));
}
