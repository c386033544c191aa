namespace Chimera.Fleet.Tests.Declaration;

public sealed class FleetFindingsTests
{
    private const string Store = "/nix/store/00000000000000000000000000000000-web";

    [Theory]
    [InlineData("a: {path: P, on: x, depends_on: c}\n  b: {path: P, on: y, depends_on: a}\n  c: {path: P, on: z, depends_on: b}",
        "infra/chimera.yaml:5:5 truth.dependency-cycle systems wait for each other: a → c → b → a; remove one 'depends_on' of the circle")]
    [InlineData("a: {path: P, on: x}\n  b: {path: P, on: y, depends_on: [c]}\n  cc: {path: P, on: z}",
        "infra/chimera.yaml:6:84 truth.unknown-dependency system 'b' depends on 'c', which is not declared; did you mean 'a'?")]
    [InlineData("a: {path: P, on: x or y}\n  b: {path: P, on: y or z}",
        "infra/chimera.yaml:6:68 fleet.profile-claimed-twice systems 'a' and 'b' both select host 'y' for the profile system; narrow one 'on', or give one system a 'profile' of its own")]
    [InlineData("a: {path: P, on: x or y}",
        "infra/chimera.yaml:3:36 fleet.host-without-system no system selects host 'z': nothing is deployed to it; let the 'on' of a system select it, or leave it if only sites are served there")]
    [InlineData("a: {path: P, on: all}\n  b: {path: P, on: not all}",
        "infra/chimera.yaml:6:68 fleet.system-without-host system 'b' selects no host: it is deployed nowhere; change its 'on', or remove it")]
    [InlineData("a: {path: P, on: all or webb}",
        "infra/chimera.yaml:5:68 truth.selector-matches-nothing system 'a': no host is called or tagged 'webb' (selector column 8); did you mean 'web'?")]
    [InlineData("a: {path: P, on: all and}",
        "infra/chimera.yaml:5:68 truth.bad-value fleet.systems.a.on: selector 'all and', column 8: it ends too early; add a tag, a name, or all")]
    [InlineData("a: {path: P, on: all, attr: x}",
        "infra/chimera.yaml:5:79 truth.conflicting-keys system 'a' has 'attr' without 'file'; remove it: an attribute of a flake is written after '#'")]
    [InlineData("a: {path: P, flake: '.#x', on: all}",
        "infra/chimera.yaml:5:64 truth.conflicting-keys fleet.systems.a has path and flake; keep exactly one of them")]
    [InlineData("a: {on: all}", "infra/chimera.yaml:5:8 truth.missing-key fleet.systems.a has none of flake, file or path; add exactly one of flake, file or path")]
    [InlineData("a: {path: P, on: all, rollout: {healthy_deadline: 1s}}",
        "infra/chimera.yaml:5:82 truth.deadline-too-short system 'a': healthy_deadline 1s is not longer than min_healthy_time 10s, so no target could become healthy; raise healthy_deadline or lower min_healthy_time")]
    public async Task What_makes_no_sense_is_told_with_its_place_and_remedy(string systems, string expected)
    {
        var fleet = await Fleet.OfSection(
            $"hosts: {{x: {{tags: [web]}}, y: {{}}, z: {{}}}}\nsystems:\n  {systems.Replace("P,", Store + ",", StringComparison.Ordinal)}");

        Assert.Equal([expected], fleet.Lines);
    }

    [Fact]
    public async Task Two_hosts_at_one_address_are_a_warning()
    {
        var fleet = await Fleet.OfSection($"hosts: {{x: {{}}, y: {{address: x, port: 22}}}}\nsystems: {{a: {{path: {Store}, on: all}}}}");

        Assert.NotNull(fleet.Truth);
        Assert.Contains("fleet.address-shared hosts 'x' and 'y' have the same address x, port 22", Assert.Single(fleet.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_entry_is_not_called_missing_as_well()
    {
        var fleet = await Fleet.OfSection(
            $"hosts: {{x: {{prot: 1}}}}\nsystems:\n  a: {{path: /tmp/a, on: x}}\n  b: {{path: {Store}, on: x, depends_on: a}}");

        Assert.Equal(["truth.unknown-key", "truth.bad-value"], fleet.Lines.Select(line => line.Split(' ')[1]));
    }

    [Fact]
    public async Task Ten_different_errors_are_told_at_once()
    {
        var fleet = await Fleet.Of(await File.ReadAllTextAsync(Snapshot.PathOf(Folder + "ten-errors.yaml")));

        Assert.Null(fleet.Truth);
        Snapshot.Matches(Folder + "ten-errors.txt", string.Join('\n', fleet.Lines) + "\n");
    }

    private const string Folder = "tests/Chimera.Fleet.Tests/Declaration/Snapshots/";
}
