using System.Text.Json;
using Chimera.Engine.Record;
using Microsoft.Data.Sqlite;

namespace Chimera.Store.Sqlite;

/// <summary>Reads from a database that may have been damaged or changed by hand: then the record is unavailable, and what to do is said.</summary>
internal static class Damaged
{
    /// <exception cref="RecordUnavailableException">The database does not hold what was written to it.</exception>
    public static T OrUnavailable<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is SqliteException or FormatException or JsonException or InvalidOperationException or InvalidCastException or ArgumentException or NewerSchemaException)
        {
            throw new RecordUnavailableException(
                $"the index {path} cannot be read: {e.Message}; move it away, and it is made again from the ledger (saved plans are not)", e);
        }
    }
}
