using System.Text.Json.Nodes;

namespace Chimera.Engine.Record;

/// <summary>What an event says, read back. An index can be damaged or changed by hand, and what it says then must not be acted on.</summary>
public static class EventFacts
{
    /// <exception cref="RecordUnavailableException">The event does not say what its type must.</exception>
    public static T Read<T>(this RecordedEvent happened, Func<JsonObject, T> read)
    {
        ArgumentNullException.ThrowIfNull(happened);
        try
        {
            return read(happened.Data);
        }
        catch (FormatException e)
        {
            throw new RecordUnavailableException(
                $"event {happened.Index} of the record ({happened.Type}) does not say what it must: {e.Message}", e);
        }
    }
}
