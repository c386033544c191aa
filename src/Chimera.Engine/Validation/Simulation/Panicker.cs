using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>A person at the first controller's machine who takes everything back, and does so again when that breaks off.</summary>
internal sealed class Panicker(
    SimulatedWorld world,
    Controller controller,
    IReadOnlyDictionary<TargetId, SimulatedLink> links,
    EffectRules effects,
    Violations violations,
    PanicAt panic)
{
    private static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(1);

    private readonly PanicRules _rules =
        new(controller.Facts, links.ToDictionary(link => link.Key, link => link.Value.Target), violations);

    private RolloutReport? _report;

    public async Task<RolloutReport?> LiveAsync()
    {
        controller.TakeOver();
        for (var attempt = 1; ; attempt++)
        {
            await world.Wait(TakeOver);
            var process = new SimulatedProcess("panic", world.Turns) { CrashAfter = attempt == 1 ? panic.CrashAfter : null };
            RolloutId id = new($"panic-{attempt}");
            var run = process.Run(() => RunAsync(id));
            await Task.WhenAny(run, process.Killed);
            var how = await EndOfLifeAsync(run, process);
            process.Kill();
            controller.Journal.Crash();
            world.Trace.Write("panic", _report is null && how == LifeEnd.Ended ? "has nothing to undo" : how.Words());
            world.Reached.Count($"panic-life.{how}");
            // What is recorded as ended needs no second attempt, even if nobody was there to be told.
            if (how == LifeEnd.Ended || controller.Journal.Entries.Any(entry => entry.Stream == $"panic/{id}" && entry.Type == EventTypes.PanicEnded))
            {
                return _report;
            }
        }
    }

    /// <summary>It could not bring the target back, which waits for the next one.</summary>
    public bool LeftBehind(TargetId target) => _report?.Outcomes.TryGetValue(target, out var outcome) == true && outcome is not Outcome.Reverted;

    /// <summary>It wanted the target there.</summary>
    public bool Wanted(TargetId target, GenerationId? generation) => _rules.Wanted(target, generation);

    /// <summary>When everything has come to rest.</summary>
    public void Check(bool alone)
    {
        if (_report is { } report)
        {
            var worlds = controller.Journal.Entries.Where(entry => entry.Type == EventTypes.WorldRecorded).Select(World.Read);
            _rules.Check(report, worlds.LastOrDefault(World.Empty), alone);
        }
    }

    private async Task<LifeEnd> EndOfLifeAsync(Task<RolloutReport?> run, SimulatedProcess process)
    {
        if (!process.Alive)
        {
            return LifeEnd.Crashed;
        }

        try
        {
            _report = await run;
            return LifeEnd.Ended;
        }
        catch (RecordUnavailableException)
        {
            return LifeEnd.OutOfRecord;
        }
    }

    /// <summary>As 'chimera panic' does it. Null when there is nothing to go back to.</summary>
    private async Task<RolloutReport?> RunAsync(RolloutId id)
    {
        var journal = controller.Journal;
        var unfinished = await Unfinished.FindAsync(journal, CancellationToken.None);
        var undo = await Panic.FindUndoAsync(journal, unfinished is null ? null : controller.Facts.Plan, CancellationToken.None);
        if (undo.IsEmpty)
        {
            return null;
        }

        world.Reached.Count(unfinished is null ? "panic.of-the-last" : "panic.of-the-unfinished");
        _rules.Begin(undo);
        RolloutFacts facts = new(id, new Plan(PlanIntent.Rollback, "panic", undo));
        effects.Authorise(facts);
        journal.Written += facts.Take;
        var realms = undo.Select(step => step.Id.Realm).Distinct(StringComparer.Ordinal)
            .Select(realm => new SimulatedRealm(realm, "panic", world, links, _rules));
        RolloutContext context = new(new Realms(realms), journal, world.Time, "panic", Unwatched.Instance);
        var report = await new Panic(context, id).RunAsync(undo, unfinished);
        foreach (var outcome in report.Outcomes)
        {
            world.Reached.Count($"panic.{outcome.Value.GetType().Name}");
        }

        effects.EndedBy(controller.Facts.Rollout, report);
        return report;
    }
}
