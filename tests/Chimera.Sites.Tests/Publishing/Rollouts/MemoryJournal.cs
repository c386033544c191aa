using System.Runtime.CompilerServices;
using Chimera.Engine.Record;

namespace Chimera.Sites.Tests.Publishing.Rollouts;

/// <summary>A record in memory. When its controller is killed it takes nothing more.</summary>
internal sealed class MemoryJournal : IJournal
{
    private readonly Lock _gate = new();
    private readonly List<RecordedEvent> _events = [];

    public bool IsDead { get; set; }

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
            if (IsDead)
            {
                return Task.FromException<RecordedEvent>(new RecordUnavailableException("the controller was killed"));
            }

            RecordedEvent recorded = new(
                _events.Count, what.Stream, _events.Count(other => other.Stream == what.Stream) + 1, DateTimeOffset.UnixEpoch, "test", what.Type, what.Data.DeepClone().AsObject());
            _events.Add(recorded);
            return Task.FromResult(recorded);
        }
    }

    public async IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var one in Events.Where(one => one.Stream == stream))
        {
            yield return one;
        }
    }

    public Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> types, int most, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<RecordedEvent>>([.. Events.Where(one => types.Contains(one.Type)).Reverse().Take(most)]);
}
