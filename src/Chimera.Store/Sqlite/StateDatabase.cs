using Microsoft.Data.Sqlite;

namespace Chimera.Store.Sqlite;

/// <summary>The SQLite file, in write-ahead mode, so that readers and the writer never wait for one another.</summary>
internal sealed class StateDatabase(string path)
{
    /// <summary>Opens a connection; makes the file, and brings its tables up to date, where that is needed.</summary>
    /// <param name="isDurable">Whether a commit must survive a power cut. What can be rebuilt from the ledger need not.</param>
    /// <exception cref="NewerSchemaException">The file was written by a later version.</exception>
    public SqliteConnection Open(bool isDurable)
    {
        NativeSqlite.Load();
        if (!File.Exists(path))
        {
            // Made here, because SQLite would make it readable for everybody.
            File.Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite, UnixCreateMode = Files.Durable.Owner }).Dispose();
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = {(isDurable ? "FULL" : "NORMAL")};");
            Schema.Migrate(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string statements, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The statements are constants of this assembly.
        command.CommandText = statements;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
