using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>
/// Draws a scenario from a seed: mostly sound, so that rollouts get far, with a few things wrong. A seed and a choice of kinds mean the
/// same scenario for ever: kinds that came later are drawn each from a source of its own (<c>More</c>), so that a kept seed stays what it was.
/// </summary>
internal sealed partial class ScenarioDraw
{
    private readonly ulong _seed;
    private readonly SeededChance _chance;
    private readonly IReadOnlySet<FaultKind> _choice;

    private ScenarioDraw(ulong seed, IReadOnlySet<FaultKind> choice)
    {
        _seed = seed;
        _choice = choice;
        _chance = new SeededChance(seed).For("scenario");
    }

    /// <param name="choice">What may go wrong. The rest is drawn too and left out, so that the scenario is the same but for that.</param>
    public static Scenario From(ulong seed, IReadOnlySet<FaultKind> choice) => new ScenarioDraw(seed, choice).Draw();

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
        ImmutableArray<ScenarioTarget> all = [.. drawn.OrderBy(target => target.Step.Id)];
        Scenario scenario = new(
            _seed,
            Scenario.PlanOf(_seed, all),
            all,
            crashes,
            Away: _chance.Percent(70) ? _chance.Seconds(0, 20) : _chance.Seconds(20, 300),
            StopAt: _chance.Percent(15) ? _chance.Seconds(0, 30) : null,
            DiskFull: _chance.Percent(10) ? _chance.Span(30, 60) : null,
            Rival: _chance.Percent(20) ? new Rival(_chance.Seconds(0, 40), _chance.Between(1, targets)) : null);
        return scenario with
        {
            Crashes = _choice.Contains(FaultKind.Crash) ? scenario.Crashes : [],
            StopAt = _choice.Contains(FaultKind.Stop) ? scenario.StopAt : null,
            DiskFull = _choice.Contains(FaultKind.Record) ? scenario.DiskFull : null,
            Rival = _choice.Contains(FaultKind.Rival) ? scenario.Rival : null,
            Targets = [.. scenario.Targets.Select(More)],
            Twin = IsDrawn(FaultKind.Twin, 15) ? DrawTwin(Source(FaultKind.Twin), targets) : null,
            Clock = IsDrawn(FaultKind.Clock, 15) ? DrawClock(Source(FaultKind.Clock)) : null,
            Panic = IsDrawn(FaultKind.Panic, 15) ? DrawPanic(Source(FaultKind.Panic), targets) : null,
        };
    }

    private static string Name(int group) => $"g{group}";

    private RolloutPolicy DrawPolicy() => new(
        Canary: _chance.Pick(0, 1, 1, 2, 4),
        MaxParallel: _chance.Pick(1, 2, 4, 16),
        MinHealthyTime: TimeSpan.FromSeconds(_chance.Pick(0, 1, 5, 10)),
        HealthyDeadline: _chance.Seconds(15, 60),
        ProgressDeadline: _chance.Seconds(20, 300),
        AutoRevert: _chance.Percent(60),
        Stagger: _chance.Percent(25) ? _chance.Seconds(0, 5) : TimeSpan.Zero,
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
        var faults = DrawFaults(bad);
        var moved = _chance.Below(40) switch
        {
            0 => wanted,
            1 => new GenerationId("elsewhere"),
            _ => (GenerationId?)null,
        };
        return new ScenarioTarget(new Step(declared, from, live, wanted, Difference.None), faults.Only(_choice))
        {
            Moved = _choice.Contains(FaultKind.Edit) ? moved : null,
        };
    }

    private TargetFaults DrawFaults(bool bad)
    {
        var faults = TargetFaults.None with { Check = bad ? CheckFault.Fails : CheckFault.None };
        for (var count = _chance.Pick(0, 0, 0, 0, 1, 1, 2); count > 0; count--)
        {
            faults = _chance.Below(9) switch
            {
                0 => faults.With(FaultKind.Slow, _chance, bad),
                1 => faults with { LostBefore = _chance.Between(1, 50) },
                2 or 3 => faults with { LostAfter = _chance.Between(1, 50) },
                4 => faults.With(FaultKind.Unreachable, _chance, bad),
                5 => faults.With(FaultKind.Power, _chance, bad),
                6 => faults.With(FaultKind.Activation, _chance, bad),
                7 => faults.With(FaultKind.Health, _chance, bad),
                _ => faults.With(FaultKind.Disk, _chance, bad),
            };
        }

        return faults;
    }
}
