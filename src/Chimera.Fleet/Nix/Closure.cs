using System.Collections.Immutable;

namespace Chimera.Fleet.Nix;

/// <summary>A store path and everything it refers to, directly or not.</summary>
/// <param name="Root">The path whose closure this is.</param>
/// <param name="Paths">Ordered by path; the root is among them.</param>
internal sealed record Closure(string Root, ImmutableArray<StorePathInfo> Paths)
{
    /// <summary>Bytes of all paths, as NARs.</summary>
    public long NarSize => Paths.Sum(path => path.NarSize);

    /// <param name="known">Holds the root and whatever it refers to, directly or not.</param>
    public static Closure Of(string root, IReadOnlyDictionary<string, StorePathInfo> known)
    {
        HashSet<string> reached = new(StringComparer.Ordinal) { root };
        Stack<string> ahead = new([root]);
        while (ahead.TryPop(out var path))
        {
            foreach (var reference in known[path].References.Where(reached.Add))
                ahead.Push(reference);
        }

        return new Closure(root, [.. reached.Order(StringComparer.Ordinal).Select(path => known[path])]);
    }
}
