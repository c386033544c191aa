using System.Collections.Immutable;
using Chimera.Engine.Planning;

namespace Chimera.Fleet.Nix;

/// <summary>
/// What turns one closure into another, a line for each package as <c>nix store diff-closures</c> has it. Unlike there, a package that was
/// built anew in the same version is a line too: it is what a person overlooks and a digest must cover.
/// </summary>
internal static class ClosureDiff
{
    /// <param name="from">Null when nothing is known of it: everything is added.</param>
    /// <returns>Lines ordered by package; none for a package whose paths are the same.</returns>
    public static Difference Between(Closure? from, Closure to)
    {
        var before = PackagesOf(from?.Paths ?? []);
        var after = PackagesOf(to.Paths);
        return new Difference([
            .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
                .Select(name => Compare(name, before.GetValueOrDefault(name, []), after.GetValueOrDefault(name, [])))
                .OfType<Change>(),
        ]);
    }

    private static Change? Compare(string name, ImmutableArray<Build> before, ImmutableArray<Build> after)
    {
        var delta = after.Sum(build => build.Size) - before.Sum(build => build.Size);
        if (before.IsEmpty)
            return new Change(ChangeKind.Added, name, null, Versions(after), delta);
        if (after.IsEmpty)
            return new Change(ChangeKind.Removed, name, Versions(before), null, delta);
        if (before.Select(build => build.Digest).ToHashSet().SetEquals(after.Select(build => build.Digest)))
            return null;
        return Versions(before) is var old && Versions(after) is var now && old != now
            ? new Change(ChangeKind.Changed, name, old, now, delta)
            : new Change(ChangeKind.Changed, name, Builds(before, after), Builds(after, before), delta);
    }

    private static string Versions(ImmutableArray<Build> builds) => List(builds.Select(build => build.Version is "" ? build.ShortDigest : build.Version));

    /// <summary>Those that the other side lacks, with their digests; when it lacks none, all of them.</summary>
    private static string Builds(ImmutableArray<Build> builds, ImmutableArray<Build> others)
    {
        var own = builds.ExceptBy(others.Select(build => build.Digest), build => build.Digest).ToList();
        return List((own.Count > 0 ? own : [.. builds]).Select(build => $"{build.Version} ({build.ShortDigest})"));
    }

    private static string List(IEnumerable<string> texts) => string.Join(", ", texts.Distinct().Order(StringComparer.Ordinal));

    private static Dictionary<string, ImmutableArray<Build>> PackagesOf(ImmutableArray<StorePathInfo> paths) => paths
        .Select(info => (Info: info, Path: StorePath.Parse(info.Path) ?? throw new FormatException($"'{info.Path}' is no store path")))
        .Select(path => (Package: PackageName.Parse(path.Path.Name), path.Path, path.Info.NarSize))
        .GroupBy(path => path.Package.Name, path => new Build(path.Package.Version, path.Path.Digest, path.Path.ShortDigest, path.NarSize))
        .ToDictionary(package => package.Key, package => package.ToImmutableArray());

    private sealed record Build(string Version, string Digest, string ShortDigest, long Size);
}
