namespace Chimera.Engine.Validation.Simulation;

/// <summary>One process of a simulation: what is posted to it runs as its turns until it is killed; then nothing of it ever runs again.</summary>
internal sealed class SimulatedProcess(string name, SimulatedTurns turns) : SynchronizationContext
{
    private readonly TaskCompletionSource _killed = new();

    public string Name { get; } = name;

    public bool Alive { get; private set; } = true;

    /// <summary>The turns it has had.</summary>
    public int Turns { get; private set; }

    /// <summary>It is killed after this many turns; null for never.</summary>
    public int? CrashAfter { get; init; }

    /// <summary>Ends when it has been killed.</summary>
    public Task Killed => _killed.Task;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Alive)
        {
            turns.Add(this, d, state);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("a turn cannot wait for another turn");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Starts the work as a turn of this process. Never ends when the process is killed before it does.</summary>
    public Task<T> Run<T>(Func<Task<T>> work)
    {
        // Continuations run inline here: asynchronous ones would go through the thread pool where WhenAny waits for them.
        TaskCompletionSource<T> result = new();
        Post(_ => Forward(work(), result), null);
        return result.Task;
    }

    public void Kill()
    {
        Alive = false;
        _killed.TrySetResult();
    }

    internal void Run(SendOrPostCallback work, object? state)
    {
        if (!Alive)
        {
            return;
        }

        Turns++;
        SetSynchronizationContext(this);
        work(state);
        if (Turns == CrashAfter)
        {
            Kill();
        }
    }

    private static async void Forward<T>(Task<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(await work);
        }
        catch (Exception e)
        {
            result.SetException(e);
        }
    }
}
