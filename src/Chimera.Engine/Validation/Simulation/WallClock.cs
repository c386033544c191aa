namespace Chimera.Engine.Validation.Simulation;

/// <summary>A controller's time: its wall clock may jump, its timers and timestamps never do.</summary>
internal sealed class WallClock(VirtualTime time, ClockJump? jump) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + (jump is not null && time.Elapsed >= jump.At ? jump.By : TimeSpan.Zero);

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
