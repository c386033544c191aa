using System.Text;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Healing;

/// <summary>Heals sites with everything that Chimera knows.</summary>
internal static class Healed
{
    public static HealReport Of(Platform platform, params (string Path, string Text)[] files) =>
        Of(platform, SiteFolder.Of(files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal)));

    /// <summary>A second run must change nothing.</summary>
    public static HealReport Of(Platform platform, SiteFolder folder)
    {
        var report = Run(platform, folder);
        Assert.Empty(Run(platform, report.Healed).Touched);
        return report;
    }

    public static string Text(HealReport report, string file) => Encoding.UTF8.GetString(report.Healed.Read(file)!);

    public static HealReport Run(Platform platform, SiteFolder site) =>
        new HealingRun(
                new SiteSimulator(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System),
                SiteKnowledge.Healers, HealMemory.Empty, new HealLimits(3))
            .Run(platform, site, DeployContext.Production, TestContext.Current.CancellationToken);
}
