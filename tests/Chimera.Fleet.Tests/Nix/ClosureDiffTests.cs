using Chimera.Engine.Planning;
using Chimera.Fleet.Nix;
using FsCheck;
using FsCheck.Fluent;
using static Chimera.Fleet.Tests.Nix.RealNix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class ClosureDiffTests
{
    [Fact]
    public void The_same_closure_has_no_difference() =>
        Assert.Empty(ClosureDiff.Between(Of(("a", "hello-1.0", 10)), Of(("a", "hello-1.0", 10))).Changes);

    [Fact]
    public void A_package_is_added_removed_or_changes_its_version()
    {
        var difference = ClosureDiff.Between(
            Of(("a", "gone-1.0", 10), ("b", "hello-1.0", 20), ("c", "kept-1", 5)),
            Of(("c", "kept-1", 5), ("d", "hello-1.1", 50), ("f", "fresh-2.0", 7)));
        Assert.Equal(
            [
                new Change(ChangeKind.Added, "fresh", null, "2.0", 7),
                new Change(ChangeKind.Removed, "gone", "1.0", null, -10),
                new Change(ChangeKind.Changed, "hello", "1.0", "1.1", 30),
            ],
            difference.Changes);
        Assert.Equal(27, difference.SizeDelta);
    }

    [Fact]
    public void Several_versions_stand_side_by_side() =>
        Assert.Equal(
            new Change(ChangeKind.Changed, "py", "2.7, 3.9", "3.9", -4),
            Assert.Single(ClosureDiff.Between(Of(("b", "py-3.9", 3), ("a", "py-2.7", 4)), Of(("b", "py-3.9", 3))).Changes));

    [Fact]
    public void A_new_build_of_the_same_version_shows_by_its_digest() =>
        Assert.Equal(
            new Change(ChangeKind.Changed, "hello", "1.0 (aaaaaaaa)", "1.0 (bbbbbbbb)", 2),
            Assert.Single(ClosureDiff.Between(
                Of(("a", "hello-1.0", 10), ("c", "hello-1.0", 1)), Of(("b", "hello-1.0", 12), ("c", "hello-1.0", 1))).Changes));

    [Fact]
    public void A_package_without_a_version_shows_by_its_digest() =>
        Assert.Equal(
            [new Change(ChangeKind.Changed, "etc", "aaaaaaaa", "bbbbbbbb", 0), new Change(ChangeKind.Added, "unit-a.service", null, "dddddddd", 1)],
            ClosureDiff.Between(Of(("a", "etc", 10)), Of(("d", "unit-a.service", 1), ("b", "etc", 10))).Changes);

    [Fact]
    public void One_build_fewer_of_the_same_version_is_a_change() =>
        Assert.Equal(
            new Change(ChangeKind.Changed, "hello", "1.0 (bbbbbbbb)", "1.0 (aaaaaaaa)", -5),
            Assert.Single(ClosureDiff.Between(Of(("a", "hello-1.0", 5), ("b", "hello-1.0", 5)), Of(("a", "hello-1.0", 5))).Changes));

    [Fact]
    public void From_nothing_everything_is_added() =>
        Assert.Equal(
            [new Change(ChangeKind.Added, "a", null, "1, 2", 3), new Change(ChangeKind.Added, "b", null, "1", 3)],
            ClosureDiff.Between(null, Of(("c", "b-1", 3), ("b", "a-2", 2), ("a", "a-1", 1))).Changes);

    [Fact]
    public void Whatever_two_closures_hold_the_sizes_add_up_and_the_lines_are_ordered()
    {
        string[] names = ["x", "x-1", "x-2", "y-1", "y", "z-1.0-dev"];
        var path = from digest in Gen.Elements("a", "b", "c", "d")
                   from name in Gen.Choose(0, names.Length - 1)
                   from size in Gen.Choose(0, 1000)
                   select (digest: $"{digest}{name}", name: names[name], size: (long)size); // A digest covers the name.
        var closure = path.ArrayOf().Select(paths => Of([.. paths.DistinctBy(one => (one.digest, one.name))]));
        Prop.ForAll(Arb.From(closure), Arb.From(closure), (from, to) =>
        {
            // The same path has the same size on both sides, as a store has it.
            to = to with { Paths = [.. to.Paths.Select(info => from.Paths.FirstOrDefault(old => old.Path == info.Path) ?? info)] };
            var difference = ClosureDiff.Between(from, to);
            Assert.Equal(to.NarSize - from.NarSize, difference.SizeDelta);
            Assert.Equal(difference.Changes.Select(change => change.Subject).Distinct().Order(StringComparer.Ordinal), difference.Changes.Select(change => change.Subject));
            Assert.All(difference.Changes, change => Assert.NotEqual(change.Before, change.After));
            Assert.Equal(-difference.SizeDelta, ClosureDiff.Between(to, from).SizeDelta);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Two_real_closures_differ_in_what_was_changed()
    {
        await using var nix = new RealNix();
        string System(string version) =>
            $"let app = {nix.Package($"app-{version}", version)}; same = {nix.Package("same-1", "same")}; in {nix.Package("system", "${app} ${same}")}";
        var from = await nix.ClosureAsync(await nix.BuildAsync(System("1.0")));
        var to = await nix.ClosureAsync(await nix.BuildAsync(System("2.0")));
        var changes = ClosureDiff.Between(from, to).Changes;
        Assert.Equal(2, changes.Length);
        Assert.Equal(new Change(ChangeKind.Changed, $"{nix.Tag}-app", "1.0", "2.0", 0), changes[0]);
        Assert.Equal((ChangeKind.Changed, $"{nix.Tag}-system"), (changes[1].Kind, changes[1].Subject));
    }

    private static Closure Of(params (string Digest, string Name, long Size)[] paths) => new(
        "/nix/store/root",
        [.. paths.Select(path => new StorePathInfo($"/nix/store/{path.Digest.PadRight(32, path.Digest[0])}-{path.Name}", "sha256-", path.Size, []))]);
}
