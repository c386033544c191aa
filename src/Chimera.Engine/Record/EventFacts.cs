using System.Text.Json.Nodes;

namespace Chimera.Engine.Record;

/// <summary>What an event says, read back. An index can be damaged or changed by hand, and what it says then must not be acted on.</summary>
internal static class EventFacts
{
    /// <exception cref="RecordUnavailableException">The event does not say what its type must.</exception>
    public static T Read<T>(this RecordedEvent happened, Func<JsonObject, T> read)
    {
        try
        {
            return read(happened.Data);
        }
        catch (Exception e) when (e is NullReferenceException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            throw new RecordUnavailableException(
                $"event {happened.Index} of the record ({happened.Type}) does not say what it must: {e.Message}", e);
        }
    }
}
