namespace Chimera.Engine.Record;

/// <summary>What a realm must know again after a crash and no target keeps for it, by name. A note is there whole or not at all, and survives a power cut.</summary>
public interface INotes
{
    /// <returns>Null when there is none of that name.</returns>
    /// <exception cref="RecordUnavailableException">It is there and cannot be read.</exception>
    byte[]? Read(string name);

    /// <summary>Takes the place of an earlier one of that name.</summary>
    /// <param name="name">Lower-case letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, not beginning with a dot.</param>
    /// <exception cref="RecordUnavailableException">It could not be made durable.</exception>
    void Write(string name, ReadOnlySpan<byte> content);

    /// <summary>Done also when there is none.</summary>
    /// <exception cref="RecordUnavailableException">It could not be made durable.</exception>
    void Remove(string name);
}
