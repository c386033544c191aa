using Chimera.Sites.Balancing;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>Weights after rounds of checks, told as examples.</summary>
public sealed class BalanceTests
{
    private static readonly BalanceRules Rules = BalanceRules.Usual with { PanicBelow = 20 };

    [Fact]
    public void What_is_declared_is_in_force_until_checks_say_otherwise() =>
        Assert.Equal([7000, 3000, 0], Shares(Of(("netlify", 70), ("host", 30), ("render", 0))));

    [Fact]
    public void Shares_are_whole_together_also_where_they_cannot_be_divided() =>
        Assert.Equal([3334, 3333, 3333], Shares(Of(("a", 1), ("b", 1), ("c", 1))));

    [Fact]
    public void A_backend_is_ejected_after_so_many_failures_in_a_row_and_not_before()
    {
        var rounds = Play(Of(("a", 70), ("b", 30)), "-+", "-+", "-+");

        Assert.Equal([7000, 7000, 0], rounds.Select(balance => balance.InForce.Shares[0].Hundredths));
        Assert.Equal(10_000, rounds[^1].InForce.Shares[1].Hundredths);
    }

    [Fact]
    public void It_comes_back_with_the_floor_and_then_in_steps_of_its_declared_share()
    {
        var balance = Play(Of(("a", 70), ("b", 30)), "-+", "-+", "-+")[^1];

        var back = Play(balance, [.. Enumerable.Repeat("++", 13)]);

        Assert.Equal(
            [0, 350, 1050, 1750, 2450, 3150, 3850, 4550, 5250, 5950, 6650, 7000, 7000],
            back.Select(one => one.InForce.Shares[0].Hundredths));
    }

    [Fact]
    public void A_bad_answer_on_the_way_back_costs_the_step_and_no_more()
    {
        var balance = Play(Of(("a", 70), ("b", 30)), "-+", "-+", "-+", "++", "++", "++")[^1];

        Assert.Equal([1050, 1750], Play(balance, "-+", "++").Select(one => one.InForce.Shares[0].Hundredths));
    }

    [Fact]
    public void Rounds_within_one_interval_gain_one_step_and_a_clock_that_goes_back_costs_no_more_than_one()
    {
        var balance = Play(Of(("a", 70), ("b", 30)), "-+", "-+", "-+", "++", "++")[^1];
        var results = Results(balance, "++");

        var hasty = balance.After(results, balance.SteppedAt.AddSeconds(1)).After(results, balance.SteppedAt.AddSeconds(2)).After(results, balance.SteppedAt.AddSeconds(4));
        var back = hasty.After(results, DateTimeOffset.UnixEpoch).After(results, DateTimeOffset.UnixEpoch + Rules.Every);

        Assert.Equal(350, hasty.InForce.Shares[0].Hundredths);
        Assert.Equal(1050, back.InForce.Shares[0].Hundredths);
    }

    [Fact]
    public void Where_too_few_are_left_everybody_keeps_the_declared_share()
    {
        var balance = Balance.Of([("a", 70), ("b", 30)], Rules with { PanicBelow = 50 }, DateTimeOffset.UnixEpoch);

        var last = Play(balance, "-+", "-+", "-+")[^1];

        Assert.Equal((true, Standing.Ejected), (last.InForce.Panic, last.Backends[0].Standing));
        Assert.Equal([7000, 3000], Shares(last));
    }

    [Fact]
    public void Who_recovers_in_panic_is_back_at_once_since_it_carries_its_share_already()
    {
        var balance = Balance.Of([("a", 1), ("b", 1), ("c", 1)], Rules with { PanicBelow = 50 }, DateTimeOffset.UnixEpoch);

        var rounds = Play(balance, "---", "---", "---", "+--", "++-", "++-");

        Assert.Equal([3334, 3333, 3333], Shares(rounds[4]));
        Assert.Equal([5000, 5000, 0], Shares(rounds[5]));
        Assert.Equal((true, false), (rounds[4].InForce.Panic, rounds[5].InForce.Panic));
    }

    [Fact]
    public void Who_is_not_asked_stays_as_it_is()
    {
        var balance = Play(Of(("a", 70), ("b", 30)), "-+", "-+")[^1];

        Assert.Equal(2, balance.After(new Dictionary<string, CheckResult>(StringComparer.Ordinal), DateTimeOffset.UnixEpoch.AddHours(1)).Backends[0].Fails);
    }

    [Fact]
    public void Without_any_weight_there_is_nothing_to_balance() => Assert.Throws<ArgumentException>(() => Of(("a", 0), ("b", 0)));

    internal static Dictionary<string, CheckResult> Results(Balance balance, string round) => balance.Backends
        .Select((backend, index) => (backend.Name, Mark: round[index]))
        .Where(one => one.Mark != ' ')
        .ToDictionary(one => one.Name, one => one.Mark == '+' ? (CheckResult)new CheckResult.Passed(TimeSpan.Zero) : new CheckResult.Failed("no"), StringComparer.Ordinal);

    private static Balance Of(params (string Name, int Weight)[] declared) => Balance.Of(declared, Rules, DateTimeOffset.UnixEpoch.AddDays(1));

    private static int[] Shares(Balance balance) => [.. balance.InForce.Shares.Select(share => share.Hundredths)];

    /// <summary>A mark for each backend: plus, minus, or a blank for one that was not asked. Five seconds apart.</summary>
    private static List<Balance> Play(Balance balance, params string[] rounds)
    {
        List<Balance> played = [];
        foreach (var round in rounds)
        {
            balance = balance.After(Results(balance, round), balance.SteppedAt + Rules.Every);
            played.Add(balance);
        }

        return played;
    }
}
