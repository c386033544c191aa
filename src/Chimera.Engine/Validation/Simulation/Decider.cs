namespace Chimera.Engine.Validation.Simulation;

/// <summary>The process on a host that decides about one rollout there: its supervisor, or the operation that settles what a dead one left.</summary>
internal sealed class Decider
{
    private readonly TaskCompletionSource _tried = new();
    private readonly TaskCompletionSource _over = new();
    private TaskCompletionSource _poked = new();

    public bool Alive { get; private set; } = true;

    /// <summary>The activation on trial is over, or nobody is there any more to carry it out.</summary>
    public Task Tried => _tried.Task;

    /// <summary>It has decided and is gone, or it died.</summary>
    public Task Over => _over.Task;

    /// <summary>A verdict has come since this was asked for.</summary>
    public Task Poked => _poked.Task;

    public void Poke()
    {
        var poked = _poked;
        _poked = new TaskCompletionSource();
        poked.SetResult();
    }

    public void EndTry() => _tried.TrySetResult();

    /// <summary>It ends, whether it is done or not.</summary>
    public void End()
    {
        Alive = false;
        EndTry();
        _over.TrySetResult();
    }
}
