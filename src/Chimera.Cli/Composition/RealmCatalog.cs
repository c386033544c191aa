using Chimera.Engine.Truth;
using Chimera.Fleet.Declaration;
using Chimera.Sites.Declaration;

namespace Chimera.Cli.Composition;

/// <summary>The realms that this program has, as the truth file shows them.</summary>
internal static class RealmCatalog
{
    public static IReadOnlyCollection<RealmSection> Sections { get; } = [FleetDeclaration.Section, SitesDeclaration.Section];
}
