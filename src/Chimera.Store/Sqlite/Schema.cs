using Microsoft.Data.Sqlite;

namespace Chimera.Store.Sqlite;

/// <summary>The tables, and how a file of an older version becomes one of this. The version is SQLite's own <c>user_version</c>.</summary>
internal static class Schema
{
    /// <summary>One step for each version, oldest first. A step that was released is never changed.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE events (
            idx      INTEGER PRIMARY KEY,
            stream   TEXT    NOT NULL,
            sequence INTEGER NOT NULL,
            at       TEXT    NOT NULL,
            actor    TEXT    NOT NULL,
            type     TEXT    NOT NULL,
            data     TEXT    NOT NULL,
            leaf     BLOB    NOT NULL,
            UNIQUE (stream, sequence)
        ) STRICT;
        CREATE INDEX events_by_type ON events (type, idx);
        CREATE TABLE plans (
            digest   TEXT PRIMARY KEY,
            document TEXT NOT NULL
        ) STRICT;
        """,
    ];

    /// <exception cref="NewerSchemaException">The file was written by a later version.</exception>
    public static void Migrate(SqliteConnection connection)
    {
        if (Version(connection) == Steps.Length)
        {
            return;
        }

        // Somebody else may be at it: the write lock is taken first, and the version read again under it.
        StateDatabase.Together(connection, "BEGIN IMMEDIATE", () =>
        {
            var version = Version(connection);
            if (version > Steps.Length)
            {
                throw new NewerSchemaException(version, Steps.Length);
            }

            for (; version < Steps.Length; version++)
            {
                StateDatabase.Execute(connection, $"{Steps[version]}; PRAGMA user_version = {version + 1};");
            }
        });
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
