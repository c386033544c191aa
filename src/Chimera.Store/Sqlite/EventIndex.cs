using System.Globalization;
using System.Text;
using Chimera.Engine.Record.Merkle;
using Chimera.Store.Ledger;
using Microsoft.Data.Sqlite;

namespace Chimera.Store.Sqlite;

/// <summary>The writer's side of the events table. It follows the ledger and can be deleted at any time: it is filled again from there.</summary>
internal sealed class EventIndex : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _lastSequence;

    public EventIndex(StateDatabase database)
    {
        _connection = database.Open(isDurable: false);
        _insert = Prepare(
            "INSERT INTO events (idx, stream, sequence, at, actor, type, data, leaf) VALUES ($idx, $stream, $sequence, $at, $actor, $type, $data, $leaf)",
            "$idx", "$stream", "$sequence", "$at", "$actor", "$type", "$data", "$leaf");
        _lastSequence = Prepare("SELECT coalesce(max(sequence), 0) FROM events WHERE stream = $stream", "$stream");
    }

    /// <summary>How many events are in it, and the leaf hash of the last; null when there is none.</summary>
    public (long Size, MerkleHash? LastLeaf) End()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT idx, leaf FROM events ORDER BY idx DESC LIMIT 1";
        using var row = command.ExecuteReader();
        return row.Read() ? (row.GetInt64(0) + 1, new MerkleHash((byte[])row[1])) : (0, null);
    }

    public long LastSequence(string stream)
    {
        _lastSequence.Parameters["$stream"].Value = stream;
        return Convert.ToInt64(_lastSequence.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Adds the next events of the ledger, all or none.</summary>
    public void Append(IEnumerable<Written> events)
    {
        StateDatabase.Together(_connection, "BEGIN", () =>
        {
            foreach (var written in events)
            {
                Insert(written);
            }
        });
    }

    public void Dispose()
    {
        _insert.Dispose();
        _lastSequence.Dispose();
        _connection.Dispose();
    }

    private void Insert(Written written)
    {
        var happened = written.Event;
        var values = _insert.Parameters;
        values["$idx"].Value = happened.Index;
        values["$stream"].Value = happened.Stream;
        values["$sequence"].Value = happened.Sequence;
        values["$at"].Value = EventRows.Write(happened.At);
        values["$actor"].Value = happened.Actor;
        values["$type"].Value = happened.Type;
        values["$data"].Value = Encoding.UTF8.GetString(written.Canonical.Span);
        values["$leaf"].Value = written.Leaf.ToArray();
        _insert.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string statement, params string[] parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the two constants above.
        command.CommandText = statement;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }
}
