namespace Chimera.Sites.Tests.Publishing;

/// <summary>
/// A clock of which every wait is over at once, and moves the clock on by what was waited for. Limits on how long something may take are never reached, until a test says so.
/// </summary>
internal sealed class ImpatientTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Limit> _limits = [];
    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    /// <summary>All waits together.</summary>
    public TimeSpan Waited { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            Limit timer = new(this, callback, state);
            if (state is CancellationTokenSource)
            {
                _limits.Add(timer);
                return timer;
            }

            _now += dueTime;
            Waited += dueTime;
            ThreadPool.QueueUserWorkItem(_ => callback(state));
            return timer;
        }
    }

    /// <summary>Whatever is limited now has taken too long.</summary>
    public void ReachLimits()
    {
        List<Limit> reached;
        lock (_gate)
        {
            reached = [.. _limits];
        }

        reached.ForEach(limit => limit.Callback(limit.State));
    }

    private sealed class Limit(ImpatientTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimerCallback Callback => callback;

        public object? State => state;

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (time._gate)
            {
                time._limits.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
