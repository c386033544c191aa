using System.Runtime.CompilerServices;
using Chimera.Engine.Record;

namespace Chimera.Sites.Tests.Publishing.Rollouts;

/// <summary>A record in memory. When its controller is killed it takes nothing more.</summary>
internal sealed class MemoryJournal : IJournal
{
    private readonly Lock _gate = new();
    private readonly List<RecordedEvent> _events = [];
    private readonly Dictionary<string, List<RecordedEvent>> _streams = new(StringComparer.Ordinal);

    public bool IsDead { get; set; }

    /// <summary>Asked before an event is taken and after it; true kills the controller there.</summary>
    public Func<DomainEvent, bool, bool> Dies { get; set; } = (_, _) => false;

    public IReadOnlyList<RecordedEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    public Task<RecordedEvent> AppendAsync(DomainEvent what, CancellationToken cancel)
    {
        lock (_gate)
        {
            IsDead = IsDead || Dies(what, false);
            if (IsDead)
            {
                return Task.FromException<RecordedEvent>(new RecordUnavailableException("the controller was killed"));
            }

            var stream = _streams.TryGetValue(what.Stream, out var known) ? known : _streams[what.Stream] = [];
            RecordedEvent recorded = new(_events.Count, what.Stream, stream.Count + 1, DateTimeOffset.UnixEpoch, "test", what.Type, what.Data.DeepClone().AsObject());
            _events.Add(recorded);
            stream.Add(recorded);
            IsDead = Dies(what, true);
            return IsDead ? Task.FromException<RecordedEvent>(new RecordUnavailableException("the controller was killed")) : Task.FromResult(recorded);
        }
    }

    public async IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var one in Of(stream))
        {
            yield return one;
        }
    }

    public Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> types, int most, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<RecordedEvent>>([.. Enumerable.Reverse(_events).Where(one => types.Contains(one.Type)).Take(most)]);
        }
    }

    /// <summary>The same record, for whoever comes after one that was killed.</summary>
    public MemoryJournal Next()
    {
        MemoryJournal next = new();
        lock (_gate)
        {
            next._events.AddRange(_events);
            foreach (var (name, stream) in _streams)
            {
                next._streams[name] = [.. stream];
            }
        }

        return next;
    }

    private List<RecordedEvent> Of(string stream)
    {
        lock (_gate)
        {
            return _streams.TryGetValue(stream, out var events) ? [.. events] : [];
        }
    }
}
