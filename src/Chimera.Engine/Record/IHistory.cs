namespace Chimera.Engine.Record;

/// <summary>The record, for those who only read it.</summary>
public interface IHistory
{
    /// <summary>All events of one stream in order.</summary>
    IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, CancellationToken cancel);

    /// <summary>The last events of the given types over all streams, newest first, at most <paramref name="most"/>.</summary>
    Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> types, int most, CancellationToken cancel);
}
