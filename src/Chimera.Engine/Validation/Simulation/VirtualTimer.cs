namespace Chimera.Engine.Validation.Simulation;

/// <summary>A timer of <see cref="VirtualTime"/>. It dies with the process that set it.</summary>
internal sealed class VirtualTimer(VirtualTime time, SimulatedProcess owner, TimerCallback callback, object? state) : ITimer
{
    private int _setting;
    private bool _set;
    private TimeSpan _period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _setting++;
        _period = period;
        _set = dueTime != Timeout.InfiniteTimeSpan;
        if (_set)
        {
            time.Set(this, _setting, dueTime);
        }

        return true;
    }

    /// <summary>A timer that was changed, disposed of or orphaned leaves its old setting in the queue of the clock.</summary>
    public bool IsSet(int setting) => _set && setting == _setting && owner.Alive;

    public void Post(int setting) => owner.Post(_ => Fire(setting), null);

    public void Dispose() => _set = false;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire(int setting)
    {
        // It may have been changed between its moment and its turn.
        if (!IsSet(setting))
        {
            return;
        }

        Change(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan, _period);
        callback(state);
    }
}
