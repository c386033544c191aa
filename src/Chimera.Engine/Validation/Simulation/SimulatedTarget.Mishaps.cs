using Chimera.Engine.Discovery;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>What happens to the machine while it is at something else.</summary>
internal sealed partial class SimulatedTarget
{
    private readonly HashSet<Mishap> _happened = [];
    private readonly SeededChance _torn = chance.For("torn");

    /// <summary>It came up in a generation that nobody asked for, and nothing has been changed since.</summary>
    public bool IsAstray { get; private set; }

    /// <summary>It was installed anew and has forgotten everything.</summary>
    public bool IsReinstalled { get; private set; }

    private TimeSpan _fullUntil;

    private bool IsFull => Faults.Full?.Contains(world.Time.Elapsed) == true || (Faults.Fills is not null && world.Time.Elapsed < _fullUntil);

    /// <summary>A call has reached the target: the moment for what is to go wrong with it.</summary>
    public void Hear(Verb verb)
    {
        Start(Faults.PowerCut, verb, cut => FallAsync("loses its power", cut.Off, () => ComeBack(_bootEntry)));
        Start(Faults.Reboot, verb, reboot => FallAsync("reboots", reboot.Off, () => ComeBack(reboot.Elsewhere ? Another() : _bootEntry)));
        Start(Faults.Reinstall, verb, wiped => FallAsync("is installed anew", wiped.Off, Forget));
        Start(Faults.Kill, verb, _ => Kill());
        Start(Faults.Fills, verb, fills => Fill(fills.Long));
    }

    private void Start<T>(T? mishap, Verb verb, Func<T, Task> happen)
        where T : Mishap
    {
        if (mishap?.On == verb && _happened.Add(mishap))
        {
            _ = AfterAsync(mishap, happen);
        }
    }

    private async Task AfterAsync<T>(T mishap, Func<T, Task> happen)
        where T : Mishap
    {
        await world.Wait(mishap.After);
        if (Up)
        {
            world.Reached.Count($"mishap.{mishap.GetType().Name}");
            await happen(mishap);
        }
    }

    private async Task FallAsync(string what, TimeSpan? off, Action back)
    {
        world.Trace.Write(id.Name, what);
        _boot++;
        Up = false;
        foreach (var record in _records.Values.Append(_hold))
        {
            record?.Decider?.End();
        }

        if (off is { } time)
        {
            await world.Wait(time);
            back();
            Up = true;
            world.Trace.Write(id.Name, $"is back at {Live}{(Trial is null ? "" : ", interrupted")}");
        }
    }

    private void ComeBack(GenerationId? generation)
    {
        Live = generation;
        IsAstray = Live != Committed;
        // What comes between the hold and the commit is not synced: it may be lost.
        if (_hold is { Ended: null, Phase: TrialPhase.Activating or TrialPhase.OnTrial } torn && _torn.Percent(50))
        {
            torn.Phase = TrialPhase.Armed;
        }
    }

    private GenerationId? Another() => _available.Find(other => other != _bootEntry) is { Value: not null } another ? another : _bootEntry;

    private void Forget()
    {
        IsReinstalled = true;
        Live = Committed = _bootEntry = null;
        CommittedBy = null;
        _hold = null;
        _records.Clear();
        _prepared.Clear();
        _available.Clear();
    }

    private Task Fill(TimeSpan time)
    {
        world.Trace.Write(id.Name, "has no room left on its disk");
        _fullUntil = world.Time.Elapsed + time;
        return Task.CompletedTask;
    }

    private Task Kill()
    {
        if (_hold is { IsDecided: true } held)
        {
            world.Trace.Write(id.Name, "kills its supervisor");
            held.Decider!.End();
        }

        return Task.CompletedTask;
    }

    /// <summary>How long the supervisor's window lasts by the host's own clock.</summary>
    private TimeSpan WindowOf(TimeSpan window) =>
        Faults.ClockJump is not { } jump ? window : window + jump > TimeSpan.FromSeconds(1) ? window + jump : TimeSpan.FromSeconds(1);
}
