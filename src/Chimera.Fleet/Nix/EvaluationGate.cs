namespace Chimera.Fleet.Nix;

/// <summary>
/// Lets evaluations in, in the order they came, while the budget holds. Each is charged what the largest one has needed so far
/// (the first guess until one was measured), and at least what it was itself seen to use. One is always let in, even if it alone exceeds the budget.
/// </summary>
internal sealed class EvaluationGate(EvaluationBudget budget)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<EvaluationLease>> _waiting = [];
    private readonly HashSet<EvaluationLease> _running = [];
    private long _largest;

    /// <summary>What the next evaluation is taken to need, in bytes.</summary>
    public long Estimate => _largest > 0 ? _largest : budget.FirstGuess;

    /// <summary>Waits for room. Dispose the lease when the evaluation has ended.</summary>
    public Task<EvaluationLease> EnterAsync(CancellationToken cancel)
    {
        var turn = new TaskCompletionSource<EvaluationLease>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.AddLast(turn);
            Admit();
        }

        var registration = cancel.Register(() => GiveUp(turn, cancel));
        _ = turn.Task.ContinueWith(_ => registration.Unregister(), TaskScheduler.Default);
        return turn.Task;
    }

    internal void Observe(EvaluationLease lease, long bytes)
    {
        lock (_lock)
        {
            lease.Peak = Math.Max(lease.Peak, bytes);
            _largest = Math.Max(_largest, bytes);
            Admit();
        }
    }

    internal void Leave(EvaluationLease lease)
    {
        lock (_lock)
        {
            _running.Remove(lease);
            Admit();
        }
    }

    private void GiveUp(TaskCompletionSource<EvaluationLease> turn, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (_waiting.Remove(turn))
                turn.SetCanceled(cancel);
            Admit();
        }
    }

    private void Admit()
    {
        while (_waiting.First is { } first && HasRoom())
        {
            _waiting.RemoveFirst();
            var lease = new EvaluationLease(this);
            _running.Add(lease);
            first.Value.SetResult(lease);
        }
    }

    private bool HasRoom() =>
        _running.Count == 0
        || (_running.Count < budget.Parallelism && _running.Sum(lease => Math.Max(lease.Peak, Estimate)) + Estimate <= budget.Bytes);
}
