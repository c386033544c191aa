using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>
/// A host as a controller meets it: generations, a trial with a supervisor that goes back by itself, and a power plug.
/// Everything here runs in the world's process; a verb that dies with the power answers null.
/// </summary>
internal sealed partial class SimulatedTarget(SimulatedWorld world, IChance chance, TargetId id, GenerationId? committed, GenerationId? live, TargetFaults faults)
{
    private readonly List<GenerationId> _available = committed is { } present ? [present] : [];
    private int _boot;
    private bool _cut;

    public TargetId Id => id;

    public TargetFaults Faults { get; set; } = faults;

    public GenerationId? Live { get; private set; } = live;

    public GenerationId? Committed { get; private set; } = committed;

    public Trial? Trial { get; private set; }

    /// <summary>The rollout that made the present generation permanent; null when none of the simulation's did.</summary>
    public RolloutId? CommittedBy { get; private set; }

    public bool Up { get; private set; } = true;

    /// <summary>Something was changed on it since the simulation began.</summary>
    public bool Touched { get; private set; }

    /// <summary>The generation that the scenario tries out here: only this one is ever faulty. Null when nothing new is.</summary>
    public GenerationId? Tried { get; init; }

    /// <summary>The new generation can never be kept here.</summary>
    public bool IsBad(GenerationId generation) => IsNew(generation) && Faults.Check is CheckFault.Fails or CheckFault.FailsLate;

    /// <summary>Told of everything that changes here, before it does.</summary>
    public Action<SimulatedTarget, Effect, Trial>? Changing { get; set; }

    /// <summary>A call has reached the target: the moment for its power to fail.</summary>
    public void Hear(Verb verb)
    {
        if (!_cut && Faults.PowerCut is { } cut && cut.On == verb)
        {
            _cut = true;
            _ = LosePowerAsync(cut);
        }
    }

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

        if (Faults.DiskFull)
        {
            return new Reply.Refused(Say("target.disk-full", "has no room for the new generation"));
        }

        if (!_available.Contains(order.Step.To))
        {
            _available.Insert(0, order.Step.To);
        }

        return new Reply.Done();
    }

    private async Task LosePowerAsync(PowerCut cut)
    {
        await world.Wait(cut.After);
        world.Trace.Write(id.Name, "loses its power");
        world.Reached.Count("target.power-cut");
        _boot++;
        Up = false;
        EndWork(_work);
        if (cut.Off is not { } off)
        {
            return;
        }

        await world.Wait(off);
        Up = true;
        Live = Committed;
        Trial = Trial is null ? null : Trial with { Phase = TrialPhase.Interrupted };
        world.Trace.Write(id.Name, $"is back at {Live}{(Trial is null ? "" : ", interrupted")}");
    }

    private void Change(Effect effect, Trial trial)
    {
        world.Trace.Write(id.Name, $"{effect} {trial.From} → {trial.To} for {trial.Rollout}");
        Changing?.Invoke(this, effect, trial);
        Touched = true;
    }

    private Finding Say(string code, string what) => Finding.Error(code, $"{id} {what}", target: id);

    private TimeSpan Moment() => chance.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(200));
}
