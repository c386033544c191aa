using System.Threading.Channels;
using Chimera.Engine.Record;
using Chimera.Store.Ledger;
using Chimera.Store.Sqlite;

namespace Chimera.Store;

/// <summary>
/// The journal: ledger first, then the index over it, then everybody who listens. One loop does all the writing; callers that come
/// while it syncs share the next sync. The first thing that goes wrong stops it for good.
/// </summary>
internal sealed class Journal : IJournal, IAsyncDisposable
{
    /// <summary>The most events in one commit, which bounds how long the first of them waits for the last.</summary>
    private const int MostTogether = 512;

    private static readonly TimeSpan PublishEvery = TimeSpan.FromSeconds(10);

    private readonly Channel<(Draft Draft, TaskCompletionSource<RecordedEvent> Done)> _queue =
        Channel.CreateUnbounded<(Draft, TaskCompletionSource<RecordedEvent>)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly LedgerWriter _ledger;
    private readonly EventIndex _index;
    private readonly EventHistory _history;
    private readonly EventBus _bus;
    private readonly TimeProvider _time;
    private readonly Task _loop;
    private volatile RecordUnavailableException? _failure;
    private long _published;

    public Journal(LedgerWriter ledger, EventIndex index, EventHistory history, EventBus bus, TimeProvider time)
    {
        (_ledger, _index, _history, _bus, _time) = (ledger, index, history, bus, time);
        _published = time.GetTimestamp();
        _loop = Task.Run(WriteAsync);
    }

    public Task<RecordedEvent> AppendAsync(DomainEvent what, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var draft = Draft.Of(what);
        var done = new TaskCompletionSource<RecordedEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.Writer.TryWrite((draft, done)) ? done.Task : Task.FromException<RecordedEvent>(Unavailable());
    }

    public IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, CancellationToken cancel) => _history.ReadAsync(stream, cancel);

    public Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> types, int most, CancellationToken cancel) =>
        _history.LatestAsync(types, most, cancel);

    /// <summary>Writes what was asked for until now, publishes the checkpoint and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _bus.Dispose();
        _ledger.Dispose();
        _index.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<(Draft Draft, TaskCompletionSource<RecordedEvent> Done)>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostTogether && _queue.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            Commit(batch);
            batch.Clear();
        }

        Guard(_ledger.Publish);
    }

    private void Commit(List<(Draft Draft, TaskCompletionSource<RecordedEvent> Done)> batch)
    {
        IReadOnlyList<Written> written = [];
        Guard(() =>
        {
            written = _ledger.Commit([.. batch.Select(item => item.Draft)]);
            _index.Append(written);
        });

        if (_failure is not null)
        {
            batch.ForEach(item => item.Done.SetException(Unavailable()));
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            _bus.Publish(written[i].Event);
            batch[i].Done.SetResult(written[i].Event);
        }

        if (_time.GetElapsedTime(_published) >= PublishEvery)
        {
            Guard(_ledger.Publish);
            _published = _time.GetTimestamp();
        }
    }

    /// <summary>After a failed write nobody knows what is on the disk; only opening anew can tell. So nothing is tried again.</summary>
    private void Guard(Action write)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception e)
        {
            _failure = new RecordUnavailableException($"the record cannot be written: {e.Message}", e);
            _queue.Writer.TryComplete();
        }
    }

    /// <summary>A new exception for each caller, with the first cause.</summary>
    private RecordUnavailableException Unavailable() =>
        _failure is { } failure ? new(failure.Message, failure.InnerException) : new RecordUnavailableException("the record is closed");
}
