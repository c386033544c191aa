using System.Collections.Immutable;

namespace Chimera.Fleet.Nix;

/// <summary>A store path and everything it refers to, directly or not.</summary>
/// <param name="Root">The path whose closure this is.</param>
/// <param name="Paths">Ordered by path; the root is among them.</param>
internal sealed record Closure(string Root, ImmutableArray<StorePathInfo> Paths)
{
    /// <summary>Bytes of all paths, as NARs.</summary>
    public long NarSize => Paths.Sum(path => path.NarSize);
}
