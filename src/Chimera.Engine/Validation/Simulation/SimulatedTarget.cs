using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>
/// A host as a controller meets it (<c>docs/activation.md</c>): generations, a profile, a boot entry, a record of every rollout, a supervisor
/// that decides, and a power plug. Everything here runs in the world's process; an operation that dies with the power answers null.
/// </summary>
internal sealed partial class SimulatedTarget(
    SimulatedWorld world, SeededChance chance, TargetId id, GenerationId? committed, GenerationId? live, TargetFaults faults)
{
    private readonly List<GenerationId> _available = committed is { } present ? [present, Older(id)] : [];
    private readonly Dictionary<RolloutId, HostRecord> _records = [];
    private readonly HashSet<RolloutId> _prepared = [];
    private GenerationId? _bootEntry = committed;
    private HostRecord? _hold;
    private TimeSpan _liveSince;
    private int _boot;

    public TargetId Id => id;

    public TargetFaults Faults { get; set; } = faults;

    public GenerationId? Live { get; private set; } = live;

    /// <summary>What the profile leads to.</summary>
    public GenerationId? Committed { get; private set; } = committed;

    /// <summary>What the profile led to when the simulation began.</summary>
    public GenerationId? Began { get; } = committed;

    /// <summary>It was not where the plan says when the simulation began.</summary>
    public bool IsMoved => Began != Planned.From;

    /// <summary>The change under way; null when nobody holds the target.</summary>
    public Trial? Trial => _hold is { Ended: null } hold ? hold.Seen : null;

    /// <summary>The rollout that last moved the profile; null when none of the simulation's did.</summary>
    public RolloutId? CommittedBy { get; private set; }

    public bool Up { get; private set; } = true;

    /// <summary>Something that runs was changed on it since the simulation began.</summary>
    public bool Touched { get; private set; }

    /// <summary>A generation from before, which is still there and nobody should ever come to.</summary>
    public static GenerationId Older(TargetId target) => new($"older-{target.Name}");

    /// <summary>What the scenario's own plan wants of it.</summary>
    public required Step Planned { get; init; }

    /// <summary>The generation that the scenario tries out here: only this one is ever faulty. Null when nothing new is.</summary>
    public GenerationId? Tried => Planned.From == Planned.To ? null : Planned.To;

    /// <summary>Told of everything that changes here, before it does.</summary>
    public Action<SimulatedTarget, Effect, Trial>? Changing { get; set; }

    /// <summary>The new generation can never be kept here.</summary>
    public bool IsBad(GenerationId generation) => generation == Tried && (Faults.NeverPasses || Faults.Check == CheckFault.FailsLate);

    public async Task<Sighting?> ObserveAsync()
    {
        var boot = _boot;
        await world.Wait(Moment());
        return boot == _boot ? new Sighting.Seen(Live, Committed, Trial, [.. _available]) : null;
    }

    public async Task<Reply?> PrepareAsync(Order order)
    {
        var boot = _boot;
        await world.Wait(Moment() * 10);
        if (boot != _boot)
        {
            return null;
        }

        if (Faults.DiskFull || IsFull)
        {
            return new Reply.Refused(Say("target.disk-full", "has no room for the new generation"));
        }

        if (!_available.Contains(order.Step.To))
        {
            _available.Insert(0, order.Step.To);
        }

        _prepared.Add(order.Rollout);
        return new Reply.Done();
    }

    private void Change(Effect effect, HostRecord record)
    {
        world.Trace.Write(id.Name, $"{effect} {record.Old} → {record.New} for {record.Rollout}");
        world.Reached.Count($"effect.{effect}");
        Changing?.Invoke(this, effect, record.Seen);
        Touched |= effect != Effect.Hold;
    }

    private Finding Say(string code, string what) => Finding.Error(code, $"{id} {what}", target: id);

    private TimeSpan Moment() => chance.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(200));
}
