using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Sites.Balancing;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>What holds of the weights in force after any checks, whatever was declared.</summary>
public sealed class BalancePropertyTests
{
    private static readonly Gen<Story> Stories =
        from count in Gen.Choose(1, 6)
        from weights in Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 1000), Gen.Choose(0, 3)), count)
        from floor in Gen.Choose(1, 100)
        from step in Gen.Choose(1, 100)
        from panic in Gen.Choose(1, 100)
        from unhealthy in Gen.Choose(2, 4)
        from healthy in Gen.Choose(2, 4)
        from marks in Gen.ArrayOf(Gen.ArrayOf(Gen.Frequency((6, Gen.Constant('+')), (4, Gen.Constant('-')), (1, Gen.Constant(' '))), count), 40)
        from pauses in Gen.ArrayOf(Gen.Elements(0, 4, 5, 5, 5, 60, -7), 40)
        select new Story(
            weights.Any(weight => weight > 0) ? weights : [1, .. weights.Skip(1)],
            new BalanceRules(floor, step, panic, unhealthy, healthy, TimeSpan.FromSeconds(5)),
            [.. marks.Select(round => new string(round))], pauses);

    [Fact]
    public void The_parts_are_everything_together_and_none_is_negative() => Holds(rounds => rounds.All(round =>
        round.Now.InForce.Shares.Sum(share => share.Hundredths) == Share.All && round.Now.InForce.Shares.All(share => share.Hundredths >= 0)));

    [Fact]
    public void Who_is_ejected_gets_nothing_unless_there_is_panic() => Holds(rounds => rounds.All(round => round.Now.InForce.Panic
        || Pairs(round.Now).All(pair => pair.State.Standing != Standing.Ejected || pair.Share == 0)));

    [Fact]
    public void There_is_panic_exactly_when_too_few_are_healthy_and_then_everybody_has_the_declared_share() => Holds(rounds => rounds.All(round =>
    {
        var declared = round.Now.Backends.Sum(state => state.Weight);
        var healthy = round.Now.Backends.Where(state => state.Standing != Standing.Ejected).Sum(state => state.Weight);
        return round.Now.InForce.Panic == (healthy == 0 || healthy * 100.0 / declared < round.Story.Rules.PanicBelow)
            && (!round.Now.InForce.Panic || Pairs(round.Now).All(pair => Math.Abs(pair.Share - pair.Declared) < 1));
    }));

    [Fact]
    public void Who_is_full_never_has_less_than_its_declared_share_whoever_returns() => Holds(rounds => rounds.All(round =>
        Pairs(round.Now).All(pair => pair.State.Standing != Standing.Full || pair.Share > pair.Declared - 1)));

    [Fact]
    public void Who_returns_beside_one_that_is_full_has_its_part_of_its_declared_share_and_it_only_grows_until_it_is_ejected() => Holds(rounds => rounds.All(round =>
        round.Now.InForce.Panic || !round.Now.Backends.Any(state => state is { Standing: Standing.Full, Weight: > 0 })
        || Pairs(round.Now).Zip(round.Before.Backends).All(pair => pair.First.State.Standing != Standing.Returning
            || (Math.Abs(pair.First.Share - (pair.First.Declared * pair.First.State.Part / 100)) < 1
                && pair.First.State.Part >= pair.Second.Part && pair.First.State.Part - pair.Second.Part <= Math.Max(round.Story.Rules.Step, round.Story.Rules.Floor)))));

    [Fact]
    public void A_backend_is_ejected_only_after_so_many_failures_in_a_row() => Holds(rounds => rounds.All(round =>
        round.Now.Backends.Zip(round.Before.Backends).All(pair => pair.First.Part >= pair.Second.Part || pair.First.Fails >= round.Story.Rules.UnhealthyAfter)));

    [Fact]
    public void It_returns_only_after_so_many_passes_in_a_row() => Holds(rounds => rounds.All(round =>
        round.Now.Backends.Zip(round.Before.Backends).All(pair => pair.First.Part == 0 || pair.Second.Part > 0 || pair.First.Passes >= round.Story.Rules.HealthyAfter)));

    [Fact]
    public void Alternating_results_move_nothing() => Prop.ForAll(Arb.From(Stories), story =>
    {
        var before = Play(story).Last().Now;
        // What went before may have been the last but one of its kind; from the second on nothing moves.
        var (first, second) = (Marks(story, '+'), Marks(story, '-'));
        var now = Round(Round(before, first, 0), second, 0);
        return Enumerable.Range(0, 20).All(index =>
        {
            var next = Round(now, index % 2 == 0 ? first : second, 0);
            var same = next.InForce == now.InForce;
            now = next;
            return same;
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whoever_answers_for_long_enough_has_the_declared_share_again() => Prop.ForAll(Arb.From(Stories), story =>
    {
        var now = Play(story).Last().Now;
        for (var round = 0; round < 105; round++)
        {
            now = Round(now, Marks(story, '+'), 5);
        }

        return Pairs(now).All(pair => pair.State.Standing == Standing.Full && Math.Abs(pair.Share - pair.Declared) < 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_checks_lead_to_the_same_weights() => Prop.ForAll(Arb.From(Stories), story =>
        Play(story).Select(round => round.Now.InForce).SequenceEqual(Play(story).Select(round => round.Now.InForce))).QuickCheckThrowOnFailure();

    [Fact]
    public void Whoever_takes_up_from_what_is_in_force_has_the_same_in_force() => Holds(rounds => rounds.All(round =>
    {
        var shift = BalancerShift.From(new GenerationId("sha256:0"), round.Now, DateTimeOffset.UnixEpoch);
        var taken = shift is null
            ? Balance.Of(round.Now.Backends.Select(state => (state.Name, state.Weight)), round.Story.Rules, DateTimeOffset.UnixEpoch)
            : Balance.Resume(
                round.Now.Backends.Select(state => (state.Name, state.Weight)), BalancerShift.Read(shift.Write().ToJsonString())!.Parts, round.Story.Rules, DateTimeOffset.UnixEpoch);
        return taken.InForce == round.Now.InForce && taken.Backends.Select(state => state.Part).SequenceEqual(round.Now.Backends.Select(state => state.Part));
    }));

    private static void Holds(Func<IEnumerable<Played>, bool> holds) => Prop.ForAll(Arb.From(Stories), story => holds(Play(story))).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static IEnumerable<Played> Play(Story story)
    {
        var balance = Balance.Of(story.Weights.Select((weight, index) => ($"b{index}", weight)), story.Rules, DateTimeOffset.UnixEpoch.AddDays(1));
        for (var round = 0; round < story.Rounds.Length; round++)
        {
            var next = Round(balance, story.Rounds[round], story.Pauses[round]);
            yield return new Played(story, balance, next);
            balance = next;
        }
    }

    private static Balance Round(Balance balance, string marks, int pause) => balance.After(BalanceTests.Results(balance, marks), balance.SteppedAt.AddSeconds(pause));

    private static string Marks(Story story, char mark) => new(mark, story.Weights.Length);

    private static IEnumerable<(BackendState State, int Share, double Declared)> Pairs(Balance balance)
    {
        double declared = balance.Backends.Sum(state => state.Weight);
        return balance.Backends.Zip(balance.InForce.Shares, (state, share) => (state, share.Hundredths, state.Weight * Share.All / declared));
    }

    private sealed record Story(int[] Weights, BalanceRules Rules, ImmutableArray<string> Rounds, int[] Pauses);

    private sealed record Played(Story Story, Balance Before, Balance Now);
}
