using Chimera.Engine.Discovery;
using Chimera.Engine.Planning;

namespace Chimera.Fleet.Tests.Activation;

/// <summary>A look at a host that was seen before.</summary>
public sealed class LookTests
{
    public static TheoryData<string> Kinds => LocalHost.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_host_that_is_where_it_was_says_that_and_no_more(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        await stage.DeployAsync("r2", one, two);

        var seen = await LookAsync(stage, two);

        Assert.Equal((two, two, null), (seen.Live, seen.Committed, seen.Trial));
        Assert.Empty(seen.Available);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_host_that_is_elsewhere_tells_all(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        Assert.Equivalent(await stage.SeeAsync(), await LookAsync(stage, null), strict: true);
        await stage.DeployAsync("r1", null, one);
        await stage.DeployAsync("r2", one, two);
        var all = await stage.SeeAsync();

        Assert.Equal([two, one], all.Available);
        Assert.Equivalent(all, await LookAsync(stage, one), strict: true);
        Assert.Equivalent(all, await LookAsync(stage, null), strict: true);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_trial_is_seen_whatever_the_host_was_expected_at(string kind)
    {
        await using Stage stage = new(kind);
        var (one, two) = (stage.Toplevel("one"), stage.Toplevel("three"));
        await stage.DeployAsync("r1", null, one);
        var order = Stage.Order("r2", one, two);
        Stage.AssertDone(await stage.TryAsync(order));

        Assert.Equal(order.Rollout, (await LookAsync(stage, one)).Trial?.Rollout);
        Assert.Equal(order.Rollout, (await LookAsync(stage, two)).Trial?.Rollout);

        Stage.AssertDone(await stage.CommitAsync(order));
    }

    [Fact]
    public async Task What_a_trial_activates_does_not_inherit_the_program_of_its_supervisor()
    {
        await using Stage stage = new("dash setsid");
        var one = stage.Toplevel("one", before: "env >environment");

        await stage.DeployAsync("r1", null, one);

        Assert.Contains("CHIMERA_HOST_ROOT=", stage.Text("environment"), StringComparison.Ordinal);
        Assert.DoesNotContain("chimera_supervisor", stage.Text("environment"), StringComparison.Ordinal);
    }

    private static async Task<Sighting.Seen> LookAsync(Stage stage, GenerationId? at) =>
        Assert.IsType<Sighting.Seen>(await stage.Activator.LookAgainAsync(at, CancellationToken.None));
}
