using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>Draws a scenario from a seed: mostly sound, so that rollouts get far, with a few things wrong.</summary>
internal sealed class ScenarioDraw
{
    private readonly ulong _seed;
    private readonly SeededChance _chance;

    private ScenarioDraw(ulong seed)
    {
        _seed = seed;
        _chance = new SeededChance(seed).For("scenario");
    }

    public static Scenario From(ulong seed) => new ScenarioDraw(seed).Draw();

    private Scenario Draw()
    {
        var groups = _chance.Between(1, 5);
        var targets = Math.Max(groups, _chance.Percent(70) ? _chance.Between(1, 10) : _chance.Between(10, 40));
        var drawn = ImmutableArray.CreateBuilder<ScenarioTarget>(targets);
        for (var group = 1; group <= groups; group++)
        {
            var policy = DrawPolicy();
            var needs = Enumerable.Range(1, group - 1).Where(_ => _chance.Percent(30)).Select(Name).ToImmutableArray();
            var bad = _chance.Percent(20);
            for (var i = group; i <= targets; i += groups)
            {
                drawn.Add(DrawTarget(new TargetId(SimulatedRealm.RealmName, $"t{i:00}"), Name(group), needs, policy, bad));
            }
        }

        var crashes = _chance.Percent(50)
            ? Enumerable.Range(0, _chance.Between(1, 4)).Select(_ => _chance.Between(1, 40 * targets)).ToImmutableArray()
            : [];
        return new Scenario(
            _seed,
            [.. drawn.OrderBy(target => target.Step.Id)],
            crashes,
            Away: _chance.Percent(70) ? Seconds(0, 20) : Seconds(20, 300),
            StopAt: _chance.Percent(15) ? Seconds(0, 30) : null,
            DiskFull: _chance.Percent(10) ? DrawSpan(30, 60) : null,
            Rival: _chance.Percent(20) ? new Rival(Seconds(0, 40), _chance.Between(1, targets)) : null);
    }

    private static string Name(int group) => $"g{group}";

    private RolloutPolicy DrawPolicy() => new(
        Canary: _chance.Pick(0, 1, 1, 2, 4),
        MaxParallel: _chance.Pick(1, 2, 4, 16),
        MinHealthyTime: TimeSpan.FromSeconds(_chance.Pick(0, 1, 5, 10)),
        HealthyDeadline: Seconds(15, 60),
        ProgressDeadline: Seconds(20, 300),
        AutoRevert: _chance.Percent(60),
        Stagger: _chance.Percent(25) ? Seconds(0, 5) : TimeSpan.Zero,
        MaxFailures: _chance.Pick(0, 0, 1, 3));

    private ScenarioTarget DrawTarget(TargetId id, string group, ImmutableArray<string> needs, RolloutPolicy policy, bool bad)
    {
        GenerationId old = new($"old-{group}");
        GenerationId wanted = new($"new-{group}");
        var (from, live) = _chance.Below(20) switch
        {
            0 => ((GenerationId?)null, (GenerationId?)null),
            1 => (wanted, wanted),
            2 => (old, new GenerationId("edited-by-hand")),
            _ => (old, old),
        };
        DeclaredTarget declared = new(id, group, [], needs, policy, []);
        return new ScenarioTarget(new Step(declared, from, live, wanted, Difference.None), DrawFaults(bad))
        {
            Moved = _chance.Below(40) switch
            {
                0 => wanted,
                1 => new GenerationId("elsewhere"),
                _ => null,
            },
        };
    }

    private TargetFaults DrawFaults(bool bad)
    {
        var faults = TargetFaults.None with { Check = bad ? CheckFault.Fails : CheckFault.None };
        for (var count = _chance.Pick(0, 0, 0, 0, 1, 1, 2); count > 0; count--)
        {
            faults = _chance.Below(9) switch
            {
                0 => faults with { Slowest = Seconds(1, 12) },
                1 => faults with { LostBefore = _chance.Between(1, 50) },
                2 or 3 => faults with { LostAfter = _chance.Between(1, 50) },
                4 => faults with { Refusal = _chance.Percent(40) ? new Span(TimeSpan.Zero, TimeSpan.MaxValue) : DrawSpan(30, 90) },
                5 => faults with { PowerCut = DrawPowerCut() },
                6 => faults with { Activation = _chance.Pick(ActivationFault.Fails, ActivationFault.Hangs) },
                7 when !bad => faults with { Check = _chance.Pick(CheckFault.Fails, CheckFault.Flaps, CheckFault.FailsLate, CheckFault.StartsSlowly) },
                8 => faults with { DiskFull = _chance.Percent(50) },
                _ => faults,
            };
        }

        return faults;
    }

    private PowerCut DrawPowerCut() => new(
        _chance.Pick(Verb.Observe, Verb.Prepare, Verb.Apply, Verb.Apply, Verb.Verify, Verb.Commit, Verb.Commit, Verb.Revert),
        _chance.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(600)),
        _chance.Percent(25) ? null : Seconds(1, 120));

    private Span DrawSpan(int latest, int longest)
    {
        var from = Seconds(0, latest);
        return new Span(from, from + Seconds(1, longest));
    }

    private TimeSpan Seconds(int least, int most) => _chance.Between(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));
}
