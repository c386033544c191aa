using Chimera.Sites.Findings;
using Chimera.Sites.Render.Blueprints;

namespace Chimera.Sites.Render.Checks;

/// <summary>Looks for one family of defects in a Blueprint.</summary>
internal interface IBlueprintCheck
{
    IEnumerable<SiteFinding> Check(Blueprint blueprint, CancellationToken cancel);
}
