using Microsoft.Data.Sqlite;

namespace Chimera.Store.Sqlite;

/// <summary>The SQLite file, in write-ahead mode, so that readers and the writer never wait for one another.</summary>
internal sealed class StateDatabase(string path)
{
    public string Path => path;

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

    /// <summary>Does all of it or none.</summary>
    /// <param name="begin">How the transaction begins: <c>BEGIN</c>, or <c>BEGIN IMMEDIATE</c> where others may be at it.</param>
    public static void Together(SqliteConnection connection, string begin, Action work)
    {
        Execute(connection, begin);
        try
        {
            work();
            Execute(connection, "COMMIT");
        }
        catch
        {
            TakeBack(connection);
            throw;
        }
    }

    private static void TakeBack(SqliteConnection connection)
    {
        try
        {
            Execute(connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // On a full or failing disk SQLite has taken it back itself; why it did is what the caller must hear.
        }
    }

    public static void Execute(SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are constants of this assembly.
        command.CommandText = statements;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
