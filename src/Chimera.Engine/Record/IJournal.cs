namespace Chimera.Engine.Record;

/// <summary>The record that the engine writes to: append-only, ordered, durable.</summary>
public interface IJournal : IHistory
{
    /// <summary>
    /// Appends the event. When the task completes the event survives a crash of the machine; only then may its effect begin.
    /// An append that was begun is carried through: cancelling is heeded before it begins, not after.
    /// </summary>
    /// <exception cref="RecordUnavailableException">It could not be written; nothing more may be done to the world.</exception>
    /// <exception cref="FormatException">The data cannot be written as canonical JSON.</exception>
    Task<RecordedEvent> AppendAsync(DomainEvent what, CancellationToken cancel);
}
