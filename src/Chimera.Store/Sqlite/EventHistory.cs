using System.Runtime.CompilerServices;
using Chimera.Engine.Record;
using Microsoft.Data.Sqlite;

namespace Chimera.Store.Sqlite;

/// <summary>The readers' side of the events table. Opens its connection when it is first asked; safe from any thread.</summary>
internal sealed class EventHistory(StateDatabase database) : IHistory, IDisposable
{
    /// <summary>How many events are read at a time, so that a slow reader holds no snapshot open.</summary>
    private const int Page = 256;

    private readonly Lock _gate = new();
    private SqliteConnection? _connection;

    public async IAsyncEnumerable<RecordedEvent> ReadAsync(string stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        var after = 0L;
        List<RecordedEvent> page;
        do
        {
            cancel.ThrowIfCancellationRequested();
            page = Query(
                $"SELECT {EventRows.Columns} FROM events WHERE stream = $stream AND sequence > $after ORDER BY sequence LIMIT $most",
                ("$stream", stream), ("$after", after), ("$most", Page));
            foreach (var happened in page)
            {
                after = happened.Sequence;
                yield return happened;
            }
        }
        while (page.Count == Page);

        await Task.CompletedTask;
    }

    public Task<IReadOnlyList<RecordedEvent>> LatestAsync(IReadOnlyCollection<string> types, int most, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var parameters = types.Select((type, i) => ($"$type{i}", (object)type)).ToList();
        var names = string.Join(", ", parameters.Select(parameter => parameter.Item1));
        return Task.FromResult<IReadOnlyList<RecordedEvent>>(Query(
            $"SELECT {EventRows.Columns} FROM events WHERE type IN ({names}) ORDER BY idx DESC LIMIT $most", [.. parameters, ("$most", most)]));
    }

    public void Dispose() => _connection?.Dispose();

    private List<RecordedEvent> Query(string statement, params (string Name, object Value)[] parameters)
    {
        lock (_gate)
        {
            return Damaged.OrUnavailable(database.Path, () => QueryAlone(statement, parameters));
        }
    }

    private List<RecordedEvent> QueryAlone(string statement, (string Name, object Value)[] parameters)
    {
        _connection ??= database.Open(isDurable: false);
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Made of constants and numbered parameters; every value is a parameter.
        command.CommandText = statement;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return EventRows.Read(command);
    }
}
