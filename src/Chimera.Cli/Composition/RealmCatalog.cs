using Chimera.Engine.Truth;
using Chimera.Fleet.Declaration;
using Chimera.Sites.Declaration;

namespace Chimera.Cli.Composition;

/// <summary>The sections of the truth file besides the engine's own: those of the realms, and whose certificates count.</summary>
internal static class RealmCatalog
{
    // One after the other, when they are asked for: a run without a truth file needs none of them, nor the realm behind it.
    public static IEnumerable<RealmSection> Sections
    {
        get
        {
            yield return FleetDeclaration.Section;
            yield return SitesDeclaration.Section;
            yield return TrustSection.Section;
        }
    }
}
