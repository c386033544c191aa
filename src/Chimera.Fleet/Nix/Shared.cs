namespace Chimera.Fleet.Nix;

/// <summary>
/// Work that is done once for everybody who asks for the same thing, also at the same time. One who asks may stop waiting without
/// stopping the work; disposing stops all of it. What fails, or is not worth keeping, is done again for the next one who asks.
/// </summary>
internal sealed class Shared<TKey, TValue>(Func<TValue, bool> keep) : IDisposable
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Task<TValue>> _tasks = [];
    private readonly CancellationTokenSource _lifetime = new();

    public Task<TValue> GetAsync(TKey key, Func<CancellationToken, Task<TValue>> work, CancellationToken cancel)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_lifetime.IsCancellationRequested, this);
            if (!_tasks.TryGetValue(key, out var task))
                _tasks[key] = task = WorkAsync(key, work, _lifetime.Token);
            return task.WaitAsync(cancel);
        }
    }

    /// <summary>Everything that was begun, to be waited for after <see cref="Dispose"/>.</summary>
    public IReadOnlyList<Task<TValue>> Begun
    {
        get
        {
            lock (_lock)
                return [.. _tasks.Values];
        }
    }

    public void Dispose()
    {
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    private async Task<TValue> WorkAsync(TKey key, Func<CancellationToken, Task<TValue>> work, CancellationToken lifetime)
    {
        await Task.Yield(); // Let the caller out of its lock before anything is done.
        var kept = false;
        try
        {
            var value = await work(lifetime);
            kept = keep(value);
            return value;
        }
        finally
        {
            if (!kept)
                Forget(key);
        }
    }

    private void Forget(TKey key)
    {
        lock (_lock)
            _tasks.Remove(key);
    }
}
