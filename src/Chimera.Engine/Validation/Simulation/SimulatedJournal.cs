using System.Runtime.CompilerServices;
using Chimera.Engine.Record;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>
/// A record on a simulated disk with one writer. An append takes time; a crash of its process loses a part of those that were
/// not finished, from some point on, and never one that was. It belongs to the world: it is there when the controller is not.
/// </summary>
/// <param name="full">When the disk is full, so that nothing can be written; null for never.</param>
internal sealed class SimulatedJournal(string name, SimulatedWorld world, IChance chance, Span? full) : IJournal
{
    private readonly List<RecordedEvent> _entries = [];
    private readonly Queue<(DomainEvent What, TaskCompletionSource<RecordedEvent> Done)> _pending = new();
    private bool _writing;

    /// <summary>Told of every event when it is durable.</summary>
    public Action<RecordedEvent>? Written { get; set; }

    public IReadOnlyList<RecordedEvent> Entries => _entries;

    public async Task<RecordedEvent> AppendAsync(DomainEvent what, CancellationToken cancel)
    {
        TaskCompletionSource<RecordedEvent> done = new();
        _pending.Enqueue((what, done));
        if (!_writing)
        {
            _writing = true;
            _ = world.Process.Run(WriteAllAsync);
        }

        return await done.Task;
    }

    public async IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        await world.Wait(Moment());
        foreach (var entry in _entries.Where(entry => entry.Stream == stream).ToList())
        {
            yield return entry;
        }
    }

    public async Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> types, int most, CancellationToken cancel)
    {
        await world.Wait(Moment());
        return [.. _entries.AsEnumerable().Reverse().Where(entry => types.Contains(entry.Type)).Take(most)];
    }

    /// <summary>What was recorded before the simulation began.</summary>
    public void Remember(DomainEvent what) => Write(what);

    /// <summary>Its process was killed: of what was not yet written, only a first part reaches the disk.</summary>
    public void Crash()
    {
        var kept = chance.Below(_pending.Count + 1);
        while (_pending.TryDequeue(out var next))
        {
            if (kept-- > 0 && !IsFull)
            {
                Write(next.What);
            }
        }
    }

    private bool IsFull => full?.Contains(world.Time.Elapsed) == true;

    private async Task<bool> WriteAllAsync()
    {
        while (_pending.Count > 0)
        {
            await world.Wait(Moment());
            if (!_pending.TryDequeue(out var next))
            {
                break;
            }

            if (IsFull)
            {
                world.Trace.Write(name, $"cannot write {next.What.Type}");
                world.Reached.Count("journal.full");
                next.Done.SetException(new RecordUnavailableException("the disk is full"));
            }
            else
            {
                next.Done.SetResult(Write(next.What));
            }
        }

        return _writing = false;
    }

    private RecordedEvent Write(DomainEvent what)
    {
        var sequence = _entries.Count(entry => entry.Stream == what.Stream) + 1;
        RecordedEvent entry = new(_entries.Count, what.Stream, sequence, world.Time.GetUtcNow(), name, what.Type, what.Data);
        _entries.Add(entry);
        world.Trace.Write(name, $"{entry.Stream} {sequence} {entry.Type} {what.Data["target"]}");
        Written?.Invoke(entry);
        return entry;
    }

    private TimeSpan Moment() => chance.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(8));
}
