namespace Chimera.Engine.Validation.Simulation;

/// <summary>A clock that stands still until it is told to jump to its next timer. A timer's callback is a turn of the process that set it.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<(VirtualTimer Timer, int Setting), (TimeSpan Due, long Order)> _timers = new();
    private long _settings;

    /// <summary>How much time has passed since the beginning.</summary>
    public TimeSpan Elapsed { get; private set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var owner = SynchronizationContext.Current as SimulatedProcess
            ?? throw new InvalidOperationException("a timer was set outside of every simulated process");
        VirtualTimer timer = new(this, owner, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Jumps to the next timer and posts the callback of every timer that is due then. False when there is none.</summary>
    public bool Advance()
    {
        var posted = false;
        while (_timers.TryPeek(out var next, out var at) && !(posted && at.Due > Elapsed))
        {
            _timers.Dequeue();
            if (next.Timer.IsSet(next.Setting))
            {
                Elapsed = at.Due;
                next.Timer.Post(next.Setting);
                posted = true;
            }
        }

        return posted;
    }

    internal void Set(VirtualTimer timer, int setting, TimeSpan due) =>
        _timers.Enqueue((timer, setting), (Elapsed + (due > TimeSpan.Zero ? due : TimeSpan.Zero), _settings++));
}
