namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>A clock that runs many times as fast as others: for what is waited out.</summary>
internal sealed class HastyTime : TimeProvider
{
    private const int Faster = 100;

    public override long TimestampFrequency => System.TimestampFrequency / Faster;

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(
        callback, state, dueTime > TimeSpan.Zero ? dueTime / Faster : dueTime, period > TimeSpan.Zero ? period / Faster : period);
}
