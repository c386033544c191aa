using System.Collections.Immutable;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Platforms.Detection;

/// <summary>For whom a site's folder is made.</summary>
/// <param name="Signs">In the order of the platforms; those that are sure come first.</param>
/// <param name="Findings">Configurations of platforms that Chimera does not know.</param>
public sealed record DetectedPlatforms(ImmutableArray<PlatformSign> Signs, ImmutableArray<SiteFinding> Findings)
{
    /// <summary>Each platform once: those with a sure sign, or else those with any. Empty when nothing speaks for one.</summary>
    public ImmutableArray<Platform> Platforms =>
        [.. Signs.Where(sign => sign.IsSure || !Signs.Any(other => other.IsSure)).Select(sign => sign.Platform).Distinct()];
}
