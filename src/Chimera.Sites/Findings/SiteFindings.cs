using System.Collections.Immutable;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Findings;

/// <summary>What can be wrong with a site as a whole, on any platform.</summary>
public static class SiteFindings
{
    public static readonly FindingKind FolderMissing = new(
        "site.folder-missing", Severity.Error, "the site's folder is not there",
        "Nothing can be said about a site whose folder does not exist or is no folder.",
        "name the folder that holds the site's configuration with --path, or with 'path' in chimera.yaml",
        "`chimera simulate --path ./wbsite` where the folder is `./website`.",
        "Chimera itself");

    public static readonly FindingKind SimulationTimeout = new(
        "site.simulation-timeout", Severity.Error, "the simulation took longer than it may",
        "The simulation of one site on one platform has a time limit, so that a hostile or enormous site cannot hold up a pipeline. "
            + "What was found until then is lost, and the site counts as not foreseen.",
        "give it more time with CHIMERA_SIM_TIMEOUT, or point the publish folder at less",
        "A publish folder with millions of files: `CHIMERA_SIM_TIMEOUT=2m chimera simulate`.",
        "Chimera itself: the setting `sim.timeout`");

    public static readonly FindingKind PlatformUnknown = new(
        "site.platform-unknown", Severity.Error, "nothing in the folder says which platform it is for",
        "Without a configuration file of a platform (`netlify.toml`, `_redirects`, `render.yaml`, `CNAME`, `_config.yml`, …) Chimera "
            + "would have to guess who serves the site.",
        "say it with --platform, or with 'platforms' in chimera.yaml",
        "`chimera simulate --platform netlify`",
        "Chimera itself");

    public static SiteFinding NoPlatform(string folder) => new(PlatformUnknown, $"nothing in {folder} says which platform the site is for");

    public static readonly ImmutableArray<FindingKind> All = [FolderMissing, SimulationTimeout, PlatformUnknown];
}
