using Chimera.Fleet.Lab;

namespace Chimera.Fleet.Tests.Lab;

public sealed class LabRefusalTests
{
    [Theory]
    [InlineData("alice", "curve25519-sha256", "10", 10022)]
    [InlineData("root", "curve25519-sha256\nPermitRootLogin no", "10", 10022)]
    [InlineData("root", "", "10", 10022)]
    [InlineData("root", "curve25519-sha256", "10:30", 10022)]
    [InlineData("root", "curve25519-sha256", "10\nPort 1", 10022)]
    [InlineData("root", "curve25519-sha256", "10", 0)]
    public void An_option_that_is_no_such_thing_is_refused(string user, string kex, string startups, int port)
    {
        var finding = Assert.Single(new LabOptions(user, port, kex, startups).Check());

        Assert.Equal("lab.bad-option", finding.Code);
        Assert.NotNull(finding.Remedy);
    }

    [Fact]
    public void The_default_options_are_good() => Assert.Empty(new LabOptions().Check());

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_lab_has_from_1_to_1000_hosts(int hosts) =>
        Assert.Contains(LabChecks.BeforeUp(new LabFolder("/tmp/no-such-lab"), hosts, new LabOptions()), finding => finding.Code == "lab.bad-option");

    [Fact]
    public async Task An_unknown_kind_of_break_names_those_there_are()
    {
        var outcome = await new HostLab("/tmp/no-such-lab").BreakAsync("lab1", "nonsense", CancellationToken.None);
        var finding = Assert.Single(Assert.IsType<LabOutcome.Refused>(outcome).Why);

        Assert.Equal("lab.unknown-break", finding.Code);
        Assert.All(BreakKind.All, kind => Assert.Contains(kind.Name, finding.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_of_break_is_in_the_manual()
    {
        var manual = File.ReadAllText(Path.Combine(ExampleSystems.Folder, "..", "..", "docs", "lab.md")).Replace("`", "", StringComparison.Ordinal);

        Assert.All(BreakKind.All, kind => Assert.Contains($"| {kind.Name} | {kind.Effect.Split(':')[0]}", manual, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_of_no_lab_and_no_host_of_a_lab_are_told_apart()
    {
        TemporaryLab.SkipUnlessPossible();
        await using var lab = new TemporaryLab();
        Assert.Equal("lab.not-up", Code(await lab.Lab.PowerOffAsync("lab1", CancellationToken.None)));
        await lab.UpAsync(1);
        Assert.Equal("lab.unknown-host", Code(await lab.Lab.PowerOffAsync("../lab1", CancellationToken.None)));
    }

    private static string Code(LabOutcome outcome) => Assert.IsType<LabOutcome.Refused>(outcome).Why[0].Code;
}
