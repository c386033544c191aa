namespace Chimera.Engine.Validation.Simulation;

/// <summary>
/// Runs every turn of every simulated process, one at a time, in an order that chance draws; when nothing is left to run,
/// time jumps to the next timer. One chance therefore means one history.
/// </summary>
internal sealed class SimulatedTurns(VirtualTime time, IChance order)
{
    private readonly List<(SimulatedProcess Process, SendOrPostCallback Work, object? State)> _ready = [];
    private volatile bool _escaped;
    private volatile bool _running;

    /// <summary>Turns run so far, over all processes.</summary>
    public int Count { get; private set; }

    /// <summary>Something ran on a thread of its own: the simulation no longer owns the order.</summary>
    public bool Escaped => _escaped;

    /// <summary>Runs until the goal is reached, nothing can happen any more, or too much has happened.</summary>
    public TurnsEnd RunUntil(Func<bool> reached, int mostTurns, TimeSpan latest)
    {
        var before = SynchronizationContext.Current;
        _running = true;
        // Between turns too, this thread is told from others by its context.
        SynchronizationContext.SetSynchronizationContext(new SimulatedProcess("clock", this));
        try
        {
            while (!reached())
            {
                if (_escaped)
                {
                    return TurnsEnd.Escaped;
                }

                if (Count >= mostTurns || time.Elapsed > latest)
                {
                    return TurnsEnd.OverBudget;
                }

                if (_ready.Count > 0)
                {
                    RunOne();
                }
                else if (!time.Advance())
                {
                    return TurnsEnd.Idle;
                }
            }

            return TurnsEnd.Reached;
        }
        finally
        {
            _running = false;
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    internal void Add(SimulatedProcess process, SendOrPostCallback work, object? state)
    {
        if (!_running || SynchronizationContext.Current is SimulatedProcess)
        {
            _ready.Add((process, work, state));
        }
        else
        {
            _escaped = true;
        }
    }

    private void RunOne()
    {
        var chosen = _ready.Count == 1 ? 0 : order.Below(_ready.Count);
        var (process, work, state) = _ready[chosen];
        _ready[chosen] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        Count++;
        process.Run(work, state);
    }
}
