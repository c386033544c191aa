using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Healing;

/// <summary>Knows one way to repair one sort of finding. Proposes only: whether a repair is right is proved by simulating again.</summary>
public interface IHealer
{
    /// <summary>Stable, e.g. <c>quote-boolean</c>: under it is remembered whether the repair worked.</summary>
    string Name { get; }

    /// <summary>The codes of the findings it is for.</summary>
    IReadOnlyCollection<string> Codes { get; }

    RepairKind Kind => RepairKind.Restores;

    /// <summary>A repair, or null when this one is beyond it.</summary>
    Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight);
}
