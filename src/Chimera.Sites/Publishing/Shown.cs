using Chimera.Engine.Execution;

namespace Chimera.Sites.Publishing;

/// <summary>What came of showing a release.</summary>
/// <param name="Now">What the platform said of the site when it was done; null where it said nothing of its own accord.</param>
public sealed record Shown(Reply Reply, DeploysLook.Seen? Now);
