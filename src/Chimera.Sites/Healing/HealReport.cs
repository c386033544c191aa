using System.Collections.Immutable;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Healing;

/// <summary>What healing came to. Nothing has been written: <see cref="Healed"/> is the folder as it would be.</summary>
/// <param name="Ends">What became of each finding, in the order they were taken up.</param>
/// <param name="Touched">The files that differ, relative to the site's folder.</param>
public sealed record HealReport(
    SiteFolder Original, SiteFolder Healed, Foresight Before, Foresight After, ImmutableArray<HealEnd> Ends, ImmutableArray<Attempt> Attempts, ImmutableArray<string> Touched);
