namespace Chimera.Engine.Validation.Simulation;

/// <summary>What goes on whatever becomes of the controllers: time, the targets' own process, and the trace of it all.</summary>
internal sealed class SimulatedWorld
{
    public SimulatedWorld(IChance order)
    {
        Time = new VirtualTime();
        Turns = new SimulatedTurns(Time, order);
        Trace = new Trace(Time);
        Process = new SimulatedProcess("world", Turns);
    }

    public VirtualTime Time { get; }

    public SimulatedTurns Turns { get; }

    public Trace Trace { get; }

    /// <summary>Never killed. Targets and disks live in it.</summary>
    public SimulatedProcess Process { get; }

    public Reached Reached { get; } = new();

    public Task Wait(TimeSpan time) => Task.Delay(time, Time, CancellationToken.None);
}
