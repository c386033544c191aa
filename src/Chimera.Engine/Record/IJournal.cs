namespace Chimera.Engine.Record;

/// <summary>The record that the engine writes to: append-only, ordered, durable.</summary>
public interface IJournal
{
    /// <summary>Appends the event. When the task completes the event survives a crash of the machine; only then may its effect begin.</summary>
    /// <exception cref="RecordUnavailableException">It could not be written; nothing more may be done to the world.</exception>
    Task<RecordedEvent> AppendAsync(DomainEvent what, CancellationToken cancel);

    /// <summary>All events of one stream in order.</summary>
    IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, CancellationToken cancel);

    /// <summary>The last events of the given types over all streams, newest first, at most <paramref name="most"/>.</summary>
    Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> types, int most, CancellationToken cancel);
}
