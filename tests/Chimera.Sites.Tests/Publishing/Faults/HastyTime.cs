namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>A clock that runs many times as fast as others, from the start or from a moment on: for what is waited out.</summary>
internal sealed class HastyTime(bool isHasty = true) : TimeProvider
{
    private const int Faster = 100;

    private long _since = isHasty ? System.GetTimestamp() : long.MaxValue;

    public override long TimestampFrequency => System.TimestampFrequency;

    private bool IsHasty => Interlocked.Read(ref _since) != long.MaxValue;

    public void Hurry() => Interlocked.CompareExchange(ref _since, System.GetTimestamp(), long.MaxValue);

    public override long GetTimestamp()
    {
        var now = System.GetTimestamp();
        return now + (Math.Max(0, now - Interlocked.Read(ref _since)) * (Faster - 1));
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(
        callback, state, IsHasty && dueTime > TimeSpan.Zero ? dueTime / Faster : dueTime, IsHasty && period > TimeSpan.Zero ? period / Faster : period);
}
