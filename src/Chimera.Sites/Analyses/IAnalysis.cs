using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses;

/// <summary>Looks for one family of defects in what a platform would make of a site. Knows no platform's syntax.</summary>
public interface IAnalysis
{
    /// <exception cref="OperationCanceledException">The simulation's time is up.</exception>
    IEnumerable<SiteFinding> Analyse(Foresight foresight, SiteFolder folder, CancellationToken cancel);
}
