using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>A person at the first controller's machine who takes everything back, and does so again when that breaks off.</summary>
internal sealed class Panicker(
    SimulatedWorld world, Controller controller, IReadOnlyDictionary<TargetId, SimulatedLink> links, EffectRules effects, Violations violations, PanicAt panic)
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
            world.Trace.Write("panic", how);
            world.Reached.Count($"panic.{how}");
            if (how is "ended" or "nothing to undo")
            {
                return _report;
            }
        }
    }

    /// <summary>What it could not bring back.</summary>
    public IReadOnlySet<TargetId> NotBack =>
        _report is null ? ImmutableHashSet<TargetId>.Empty : _report.Outcomes.Where(pair => pair.Value is not Outcome.Reverted).Select(pair => pair.Key).ToImmutableHashSet();

    /// <summary>When everything has come to rest.</summary>
    public void Check(bool alone)
    {
        if (_report is { } report)
        {
            var recorded = controller.Journal.Entries.Where(entry => entry.Type == EventTypes.WorldRecorded).Select(World.Read).LastOrDefault(World.Empty);
            _rules.Check(report, recorded, alone);
        }
    }

    private async Task<string> EndOfLifeAsync(Task<RolloutReport?> run, SimulatedProcess process)
    {
        if (!process.Alive)
        {
            return "crashed";
        }

        try
        {
            _report = await run;
            return _report is null ? "nothing to undo" : "ended";
        }
        catch (RecordUnavailableException)
        {
            return "out of record";
        }
    }

    /// <summary>As 'chimera panic' does it. Null when there is nothing to go back to.</summary>
    private async Task<RolloutReport?> RunAsync(RolloutId id)
    {
        var journal = controller.Journal;
        var unfinished = await Unfinished.FindAsync(journal, CancellationToken.None);
        var undo = Panic.Undo(
            await WorldHistory.ReadAsync(journal, CancellationToken.None),
            await Quarantine.ReadAsync(journal, CancellationToken.None),
            unfinished is null ? null : controller.Facts.Plan);
        if (undo.IsEmpty)
        {
            return null;
        }

        world.Reached.Count(unfinished is null ? "panic.after" : "panic.during");
        _rules.Begin(undo);
        RolloutFacts facts = new(id, new Plan(PlanIntent.Rollback, "panic", undo));
        effects.Authorise(facts);
        journal.Written += facts.Take;
        var realms = undo.Select(step => step.Id.Realm).Distinct(StringComparer.Ordinal).Select(realm => new SimulatedRealm(realm, "panic", world, links, _rules));
        RolloutContext context = new(new Realms(realms), journal, world.Time, "panic", _rules);
        var report = await new Panic(context, id).RunAsync(undo, unfinished);
        foreach (var outcome in report.Outcomes)
        {
            world.Reached.Count($"panic.{OutcomeDocument.NameOf(outcome.Value)}");
        }

        effects.EndedBy(controller.Facts.Rollout, report);
        return report;
    }
}
