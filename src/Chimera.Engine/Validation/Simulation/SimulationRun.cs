using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>Runs the engine's rollouts in one process, under one seed, against simulated targets, and holds them to the invariants.</summary>
public sealed class SimulationRun
{
    private const int MostTurns = 4_000_000;

    private static readonly TimeSpan Latest = TimeSpan.FromDays(2);

    private readonly Scenario _scenario;
    private readonly SeededChance _chance;
    private readonly SimulatedWorld _world;
    private readonly Violations _violations;
    private readonly SortedDictionary<TargetId, SimulatedTarget> _targets = [];
    private readonly Dictionary<TargetId, SimulatedLink> _links = [];
    private readonly EffectRules _effects;
    private readonly EndRules _end;
    private Controller? _first;
    private int _story;

    private SimulationRun(Scenario scenario)
    {
        _scenario = scenario;
        _chance = new SeededChance(scenario.Seed);
        _world = new SimulatedWorld(_chance.For("turns"));
        _violations = new Violations(_world);
        _effects = new EffectRules(_targets, _violations);
        _end = new EndRules(_targets, _effects, _violations);
        foreach (var drawn in scenario.Targets)
        {
            var step = drawn.Step;
            SimulatedTarget target = new(_world, _chance.For($"target {step.Id}"), step.Id, drawn.Moved ?? step.From, drawn.Moved ?? step.Live, drawn.Faults)
            {
                Changing = _effects.Changing,
                Planned = step,
            };
            _targets[step.Id] = target;
            _links[step.Id] = new SimulatedLink(_world, target, _chance.For($"link {step.Id}"));
        }
    }

    /// <summary>Runs the scenario that the seed draws, with faults of every kind. The same seed gives the same result, on any machine.</summary>
    public static SimulationResult Run(ulong seed) => Run(seed, FaultKinds.All);

    /// <summary>The same, with faults of the chosen kinds only. A choice keeps its meaning when new kinds come.</summary>
    public static SimulationResult Run(ulong seed, IReadOnlySet<FaultKind> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return Run(ScenarioDraw.From(seed, faults));
    }

    /// <summary>
    /// Carries a person's own plan out on made-up targets that begin where the plan says, with faults of the chosen kinds drawn from the seed.
    /// </summary>
    public static SimulationResult Run(Plan plan, ulong seed, IReadOnlySet<FaultKind> faults)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(faults);
        return Run(PlanScenario.Of(plan, seed, faults));
    }

    internal static SimulationResult Run(Scenario scenario)
    {
        SimulationRun run = new(scenario);
        run.Play();
        return run.Result();
    }

    private SimulationResult Result() =>
        new(_scenario.Seed, [.. _world.Trace.Lines], [.. _violations.All], _world.Reached.ToImmutable(), _world.Turns.Count, _story)
        {
            Outcomes = _first?.Report?.Outcomes ?? ImmutableSortedDictionary<TargetId, Outcome>.Empty,
            Duration = _first?.Ended ?? TimeSpan.Zero,
            Exposed = [.. _effects.Harmed],
            Stopped = _first is null ? [] : [.. _first.Facts.StoppedGroups.Keys],
            Resumed = _first?.Resumed ?? 0,
            Faults = _scenario.Faults,
            FaultsByTarget = _scenario.Targets.Where(target => target.Kinds.Any())
                .ToImmutableSortedDictionary(target => target.Step.Id, target => target.Kinds.ToImmutableSortedSet()),
        };

    private void Play()
    {
        Panicker? panicker = null;
        var first = Open("first", "first", _scenario.Plan, Disk("first", _scenario.DiskFull), _scenario.Crashes, _scenario.StopAt, _scenario.Clock);
        _first = first;
        List<Controller> controllers = [first];
        List<Task> lives = [Start(TimeSpan.Zero, first.LiveAsync)];
        if (_scenario.Rival is { } rival)
        {
            var second = Open("rival", "rival", RivalPlan(rival.Targets), Disk("rival", null), []);
            controllers.Add(second);
            lives.Add(Start(rival.At, second.LiveAsync));
        }

        if (_scenario.Twin is { } twin)
        {
            lives.Add(Start(twin.At, () =>
            {
                var other = Open("twin", "twin", TwinPlan(twin), Disk("twin", null), []);
                controllers.Add(other);
                return other.LiveAsync();
            }));
        }

        if (_scenario.Panic is { } panic)
        {
            // A world before the present one, so that there would be something to go back to once too often.
            first.Journal.Remember(World.Entry("before", _scenario.Plan.Steps.Where(step => step.From is not null)
                .Select(step => new WorldTarget(step.Target, SimulatedTarget.Older(step.Id)))));
            panicker = new Panicker(_world, first, _links, _effects, _violations, panic);
            lives.Add(Start(panic.At, panicker.LiveAsync));
        }

        var finished = Finish(lives);
        foreach (var fault in _scenario.Faults)
        {
            _world.Reached.Count($"fault.{fault}");
        }

        _story = _world.Trace.Lines.Count;
        if (!finished)
        {
            return;
        }

        panicker?.Check(alone: controllers.Count == 1);
        _end.Check(controllers, panicker);
        CountOutcomes(controllers);
        Settle(first.Journal);
    }

    /// <summary>
    /// When everything is whole again, one more rollout brings every target that is up back to a good generation: going back is always
    /// possible. Where what another rollout left is settled on the way, the plan is stale and a second one is made, as a person would do.
    /// </summary>
    private void Settle(SimulatedJournal journal)
    {
        foreach (var target in _targets.Values)
        {
            target.Faults = TargetFaults.None;
        }

        foreach (var attempt in (string[])["settle", "settle-again"])
        {
            var steps = _scenario.Targets.Where(target => _targets[target.Step.Id].Up).Select(target => target.Step with
            {
                From = _targets[target.Step.Id].Committed,
                Live = _targets[target.Step.Id].Live,
                To = target.Step.From ?? new GenerationId("base"),
            });
            Plan plan = new(PlanIntent.Rollback, "world:1", [.. steps]);
            var last = Open("settler", attempt, plan, journal, []);
            if (!Finish([Start(TimeSpan.Zero, last.LiveAsync)]))
            {
                return;
            }

            _end.Check([last], null);
            var left = last.Report!.Outcomes.Where(pair => !pair.Value.Arrived).ToList();
            if (left.TrueForAll(pair => attempt == "settle" && pair.Value is Outcome.Refused or Outcome.NotReached))
            {
                _world.Reached.Count($"{attempt}.{(left.Count == 0 ? "back" : "stale")}");
                if (left.Count == 0)
                {
                    return;
                }

                continue;
            }

            foreach (var (target, outcome) in left)
            {
                _violations.Add("rollback is always available", $"{target} is {OutcomeDocument.NameOf(outcome)}: {OutcomeDocument.WhyOf(outcome)?.Message}");
            }
        }
    }

    private Controller Open(
        string name, string rollout, Plan plan, SimulatedJournal journal, ImmutableArray<int> crashes, TimeSpan? stopAt = null, ClockJump? clock = null)
    {
        Controller controller = new(name, new RolloutId(rollout), plan, _world, journal, _links, _violations, clock)
        {
            Crashes = crashes,
            Away = _scenario.Away,
            StopAt = stopAt,
        };
        _effects.Authorise(controller.Facts);
        return controller;
    }

    private SimulatedJournal Disk(string owner, Span? full) => new($"{owner}-disk", _world, _chance.For($"disk of {owner}"), full);

    private Task<RolloutReport?> Start(TimeSpan at, Func<Task<RolloutReport?>> live) => _world.Process.Run(async () =>
    {
        await _world.Wait(at);
        return await live();
    });

    /// <summary>Runs until the controllers have reported, and then until nothing is left to happen. False when they do not get there.</summary>
    private bool Finish(List<Task> lives)
    {
        var end = _world.Turns.RunUntil(() => lives.TrueForAll(life => life.IsCompleted), MostTurns, Latest);
        if (end != TurnsEnd.Reached)
        {
            _violations.Add("the run ends", end.ToString());
            return false;
        }

        foreach (var failed in lives.Where(life => life.IsFaulted))
        {
            _violations.Add("a rollout never throws", failed.Exception!.GetBaseException().ToString());
        }

        _world.Turns.RunUntil(() => false, MostTurns, TimeSpan.MaxValue);
        return _violations.All.Count == 0 || lives.TrueForAll(life => life.IsCompletedSuccessfully);
    }

    private Plan RivalPlan(int count) => new(
        PlanIntent.Deploy,
        "rival",
        [.. _scenario.Plan.Steps.TakeLast(count).Select(step => step with { To = new GenerationId($"rival-{step.Target.Group}") })]);

    /// <summary>From what the targets that are up are now.</summary>
    private Plan TwinPlan(Twin twin) => new(
        PlanIntent.Deploy,
        "twin",
        [.. _scenario.Plan.Steps.TakeLast(twin.Targets).Where(step => _targets[step.Id].Up).Select(step => step with
        {
            From = _targets[step.Id].Committed,
            Live = _targets[step.Id].Live,
            To = twin.Same ? step.To : new GenerationId($"twin-{step.Target.Group}"),
        })]);

    private void CountOutcomes(List<Controller> controllers)
    {
        foreach (var outcome in controllers.SelectMany(controller => controller.Report?.Outcomes.Values ?? []))
        {
            _world.Reached.Count($"outcome.{outcome.GetType().Name}");
        }
    }
}
