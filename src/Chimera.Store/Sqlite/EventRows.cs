using System.Globalization;
using Chimera.Engine.Record;
using Microsoft.Data.Sqlite;

namespace Chimera.Store.Sqlite;

/// <summary>Between a row of the events table and an event.</summary>
internal static class EventRows
{
    public const string Columns = "idx, stream, sequence, at, actor, type, data";

    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static List<RecordedEvent> Read(SqliteCommand command)
    {
        var events = new List<RecordedEvent>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            events.Add(new RecordedEvent(
                row.GetInt64(0),
                row.GetString(1),
                row.GetInt64(2),
                DateTimeOffset.Parse(row.GetString(3), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
                row.GetString(4),
                row.GetString(5),
                JsonFacts.Parse(row.GetString(6), LedgerEntry.MostDepth)));
        }

        return events;
    }
}
