namespace Chimera.Engine.Execution;

/// <summary>
/// Runs the engine on one thread, in turns: every continuation waits in a queue and runs alone. The engine therefore needs
/// no locks, and a simulation that owns the queue owns the order of everything. Adapters work on threads of their own; their
/// results come back as turns.
/// </summary>
public sealed class Turns : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Work, object? State)> _queue = new();

    private Turns()
    {
    }

    /// <summary>Runs the work to its end on the calling thread, and with it every turn it causes.</summary>
    public static T Run<T>(Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var before = Current;
        var turns = new Turns();
        SetSynchronizationContext(turns);
        try
        {
            var task = work();
            turns.PumpUntil(task);
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            _queue.Enqueue((d, state));
            Monitor.Pulse(_queue);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("a turn cannot wait for another turn");

    private void PumpUntil(Task task)
    {
        if (task.IsCompleted)
        {
            return;
        }

        // The wake-up comes through the queue itself, so the pump never has to be told apart from a turn.
        _ = task.ContinueWith(_ => Post(static _ => { }, null), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            var (work, state) = Next();
            work(state);
        }
    }

    private (SendOrPostCallback Work, object? State) Next()
    {
        lock (_queue)
        {
            while (_queue.Count == 0)
            {
                Monitor.Wait(_queue);
            }

            return _queue.Dequeue();
        }
    }
}
