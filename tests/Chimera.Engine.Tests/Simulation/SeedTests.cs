using System.Collections.Immutable;
using System.Globalization;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Simulation;

/// <summary>Two thousand rollouts against everything that can go wrong. One failing seed is replayed with <c>CHIMERA_SIM_SEED=N</c>.</summary>
public sealed class SeedTests(Played played, ITestOutputHelper output) : IClassFixture<Played>
{
    /// <summary>The kinds that were there when the first seeds were kept: with these alone a seed goes on meaning what it meant then.</summary>
    private static readonly ImmutableSortedSet<FaultKind> First =
    [
        FaultKind.Slow, FaultKind.Lost, FaultKind.Unreachable, FaultKind.Power, FaultKind.Disk, FaultKind.Activation, FaultKind.Health,
        FaultKind.Edit, FaultKind.Crash, FaultKind.Stop, FaultKind.Record, FaultKind.Rival,
    ];

    private static readonly ImmutableSortedSet<FaultKind> Second =
    [
        .. First, FaultKind.Late, FaultKind.Doubled, FaultKind.Reordered, FaultKind.HalfOpen, FaultKind.Reboot, FaultKind.Supervisor,
        FaultKind.ReadOnly, FaultKind.Lie, FaultKind.Identity, FaultKind.HostClock, FaultKind.Clock, FaultKind.Twin, FaultKind.Panic,
    ];

    public static TheoryData<int> AllBlocks => [.. Enumerable.Range(0, Played.Blocks)];

    /// <summary>Seeds that lead to a fault the engine once had.</summary>
    public static TheoryData<ulong, string> KeptFirst => new()
    {
        { 3, "what a cancelled wait held up ran on the thread pool" },
        { 8, "a good generation was quarantined because contact was lost" },
        { 27, "a target committed before a crash was asked again after it, and could be called unreachable or not reached" },
        { 47, "a target that had nothing to do stood in for a canary" },
        { 58, "a canary on trial when the controller crashed was called unreachable, and its part handed on" },
        { 141, "a target that went back after a power cut stayed held" },
        { 142, "a resumed rollout started new targets beside those still on trial" },
        { 346, "a canary that reverted by itself during a crash was declined, and its part handed on" },
        { 5523, "a trial that ran out while its controller was away was held against the generation" },
        { 7294, "a stopped group started another target whose intent was on its way to the record" },
        { 7806, "a rollback taken up late in its window was given up" },
        { 10861, "a target without an old generation stayed in the recorded world when it was taken back" },
    };

    public static TheoryData<ulong, string> KeptSecond => new()
    {
        { 795, "a healthy generation was quarantined because the controller's clock had been set" },
        { 216, "a call that came late tried a generation again that had been taken back" },
        { 1073, "a trial that had run out was begun again by a call that came late" },
        { 2115, "a target that was back at its old generation was not told, and a call that came late brought the new one" },
        { 2883, "a target that could not be reached after a crash was called reverted, and then tried the new generation" },
        { 1028, "a target that another rollout had brought to the same generation was taken back by a call that came late" },
        { 545, "a way back that a restart had cut off was left open" },
        { 2846, "a generation was quarantined because another rollout had taken it back" },
    };

    [Theory]
    [MemberData(nameof(AllBlocks))]
    public void Every_invariant_holds_and_the_same_seed_gives_the_same_trace(int block)
    {
        for (var seed = (ulong)(block * Played.BlockSize); seed < (ulong)((block + 1) * Played.BlockSize); seed++)
        {
            Assert.Equal(played.DigestOf(seed), SimulationRun.Run(seed).Digest);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_trace_a_thousand_times_out_of_a_thousand()
    {
        const ulong Seed = 300;
        var digest = played.DigestOf(Seed);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Equal(digest, SimulationRun.Run(Seed).Digest));
    }

    [Theory]
    [MemberData(nameof(KeptFirst))]
    public void A_seed_that_once_failed_holds(ulong seed, string once) => Check(seed, First, once);

    [Theory]
    [MemberData(nameof(KeptSecond))]
    public void A_seed_that_once_failed_with_more_kinds_holds(ulong seed, string once) => Check(seed, Second, once);

    [Fact]
    public void A_kept_seed_means_the_same_when_other_kinds_are_drawn_beside_it()
    {
        var alone = ScenarioDraw.From(27, First);
        var beside = ScenarioDraw.From(27, FaultKinds.All);

        Assert.Equal(alone.Plan.Digest, beside.Plan.Digest);
        Assert.Equal(alone.Crashes, beside.Crashes);
        Assert.Equal(alone.Targets.Select(target => target.Faults), beside.Targets.Select(target => target.Faults.Only(First)));
    }

    [Fact]
    public void A_seed_from_the_environment_is_replayed()
    {
        var wanted = Environment.GetEnvironmentVariable("CHIMERA_SIM_SEED");
        Assert.SkipUnless(wanted is not null, "set CHIMERA_SIM_SEED=N to replay one seed");

        var result = SimulationRun.Run(ulong.Parse(wanted, CultureInfo.InvariantCulture));

        output.WriteLine(string.Join('\n', result.Trace));
        Assert.Empty(result.Violations);
    }

    [Fact]
    public void What_is_arranged_is_met() =>
        Assert.Superset(
            new HashSet<string>(["resume.step.failed.stopped", "resume.step.healthy.stopped", "reply.Commit.Refused"], StringComparer.Ordinal),
            Arranged.Reached.ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Every_branch_of_recovery_is_reached()
    {
        var reached = played.Reached.Concat(Arranged.Reached).ToHashSet(StringComparer.Ordinal);

        var missing = Branches.All.Except(reached, StringComparer.Ordinal).Except(Branches.Impossible.Keys, StringComparer.Ordinal);
        Assert.Equal("", string.Join(", ", missing));
        Assert.Empty(Branches.Impossible.Keys.Except(Branches.All, StringComparer.Ordinal));
        Assert.Empty(Branches.Impossible.Keys.Intersect(reached, StringComparer.Ordinal));
    }

    private static void Check(ulong seed, IReadOnlySet<FaultKind> kinds, string once)
    {
        Assert.NotEmpty(once);
        var first = Invariants.Hold(SimulationRun.Run(seed, kinds));
        Assert.Equal(first.Trace, SimulationRun.Run(seed, kinds).Trace);
    }
}
