using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>
/// One person's machine that carries out one rollout to its end, over as many lives as it takes: killed, stopped or out of disk
/// space it comes back later and resumes. Its own life story runs in the world's process.
/// </summary>
internal sealed class Controller
{
    private readonly SimulatedWorld _world;
    private readonly RolloutContext _context;
    private readonly RolloutFacts _facts;
    private SimulatedProcess? _process;
    private bool _takenOver;

    public Controller(
        string name,
        RolloutId rollout,
        Plan plan,
        SimulatedWorld world,
        SimulatedJournal journal,
        IReadOnlyDictionary<TargetId, SimulatedLink> links,
        Violations violations,
        ClockJump? clock = null)
    {
        Name = name;
        Journal = journal;
        _world = world;
        _facts = new RolloutFacts(rollout, plan);
        journal.Written += _facts.Take;
        CallRules rules = new(_facts, links.ToDictionary(link => link.Key, link => link.Value.Target), violations, world);
        var realms = plan.Steps.Select(step => step.Id.Realm).Distinct(StringComparer.Ordinal)
            .Select(realm => new SimulatedRealm(realm, name, world, links, rules));
        _context = new RolloutContext(new Realms(realms), journal, new WallClock(world.Time, clock), name, Unwatched.Instance)
        {
            Decided = world.Reached.Count,
        };
    }

    public string Name { get; }

    public SimulatedJournal Journal { get; }

    public RolloutFacts Facts => _facts;

    /// <summary>Killed after so many turns of its first life, of its second, and so on.</summary>
    public required IReadOnlyList<int> Crashes { get; init; }

    public required TimeSpan Away { get; init; }

    public TimeSpan? StopAt { get; init; }

    /// <summary>What the last life reported; null until then, and when there never was one.</summary>
    public RolloutReport? Report { get; private set; }

    /// <summary>When it reported.</summary>
    public TimeSpan Ended { get; private set; }

    /// <summary>How often it came back and took the rollout up again.</summary>
    public int Resumed { get; private set; }

    /// <summary>Its process is ended, if it runs, and never started again.</summary>
    public void TakeOver()
    {
        _takenOver = true;
        _process?.Kill();
    }

    /// <summary>Lives until the rollout has ended, or somebody ends it.</summary>
    public async Task<RolloutReport?> LiveAsync()
    {
        for (var life = 0; !_takenOver; life++)
        {
            var process = _process = new SimulatedProcess(Name, _world.Turns) { CrashAfter = life < Crashes.Count ? Crashes[life] : null };
            using var stop = new CancellationTokenSource();
            using var asked = life == 0 && StopAt is { } at
                ? _world.Time.CreateTimer(_ => process.Post(_ => stop.Cancel(), null), null, at, Timeout.InfiniteTimeSpan)
                : null;
            var run = process.Run(() => new Rollout(_context, _facts.Rollout, _facts.Plan).RunAsync(stop.Token));
            await Task.WhenAny(run, process.Killed);
            var how = await EndOfLifeAsync(run, process);
            process.Kill();
            Journal.Crash();
            _world.Trace.Write(Name, how.Words());
            _world.Reached.Count($"life.{how}");
            if (Report is { Interrupted: false } report)
            {
                _process = null;
                Ended = _world.Time.Elapsed;
                return report;
            }

            Report = null;
            await _world.Wait(Away);
            if (!_takenOver)
            {
                Resumed++;
                CountResume();
            }
        }

        return Report;
    }

    private async Task<LifeEnd> EndOfLifeAsync(Task<RolloutReport> run, SimulatedProcess process)
    {
        if (!process.Alive)
        {
            return LifeEnd.Crashed;
        }

        try
        {
            Report = await run;
            return Report.Interrupted ? LifeEnd.Interrupted : LifeEnd.Ended;
        }
        catch (RecordUnavailableException)
        {
            return LifeEnd.OutOfRecord;
        }
    }

    /// <summary>What the next life will find recorded of each target: every one of these has a way of its own to be taken up.</summary>
    private void CountResume()
    {
        foreach (var step in _facts.Plan.Steps)
        {
            var stopped = _facts.StoppedGroups.ContainsKey(step.Group) ? ".stopped" : "";
            _world.Reached.Count($"resume.{_facts.LastOf(step.Id) ?? "untouched"}{stopped}");
        }
    }
}
