namespace Chimera.Engine.Record;

/// <summary>What a note says, read back. It is written whole or not at all: one of another form was written by somebody else, and is not acted on.</summary>
public static class NoteFacts
{
    /// <param name="what">Whose note it is, for a person: <c>the dossier of …</c>.</param>
    /// <param name="read">Throws a <see cref="FormatException"/> for what is none.</param>
    /// <returns>Null when there is none of that name.</returns>
    /// <exception cref="RecordUnavailableException">It is not what was written.</exception>
    public static T? Read<T>(this INotes notes, string name, string what, Func<byte[], T> read)
    {
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return notes.Read(name) is { } bytes ? read(bytes) : default;
        }
        catch (FormatException e)
        {
            throw new RecordUnavailableException($"{what} is not what was written: {e.Message}", e);
        }
    }
}
