using System.Buffers;
using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Microsoft.Data.Sqlite;

namespace Chimera.Store.Sqlite;

/// <summary>Plans as canonical JSON under their digests. Opens its connection when it is first asked; safe from any thread.</summary>
internal sealed class PlanShelf(StateDatabase database) : IPlans, IDisposable
{
    private const string Prefix = "sha256:";
    private const int MostShown = 10;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly Lock _gate = new();
    private SqliteConnection? _connection;

    public Task SaveAsync(Plan plan, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        cancel.ThrowIfCancellationRequested();
        Save(plan);
        return Task.CompletedTask;
    }

    public Task<PlanLookup> FindAsync(string reference, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reference);
        cancel.ThrowIfCancellationRequested();
        var digits = reference.StartsWith(Prefix, StringComparison.Ordinal) ? reference[Prefix.Length..] : reference;
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExcept(Digits))
        {
            return Task.FromResult<PlanLookup>(new PlanLookup.Unknown());
        }

        var found = Damaged.OrUnavailable(database.Path, () => Find(Prefix + digits));
        return Task.FromResult(found switch
        {
            [] => new PlanLookup.Unknown(),
            [var (digest, document)] => Read(digest, document),
            _ => new PlanLookup.Ambiguous([.. found.Take(MostShown).Select(plan => plan.Digest)]),
        });
    }

    public void Dispose() => _connection?.Dispose();

    private SqliteConnection Connection => _connection ??= database.Open(isDurable: true);

    private void Save(Plan plan)
    {
        lock (_gate)
        {
            using var command = Connection.CreateCommand();
            command.CommandText = "INSERT INTO plans (digest, document) VALUES ($digest, $document) ON CONFLICT (digest) DO UPDATE SET document = excluded.document";
            command.Parameters.AddWithValue("$digest", plan.Digest);
            command.Parameters.AddWithValue("$document", CanonicalJson.WriteText(PlanDocument.Write(plan)));
            command.ExecuteNonQuery();
        }
    }

    private List<(string Digest, string Document)> Find(string start)
    {
        lock (_gate)
        {
            using var command = Connection.CreateCommand();

            // 'g' comes after every hexadecimal digit, so this is the range of digests that begin with the start.
            command.CommandText = "SELECT digest, document FROM plans WHERE digest >= $start AND digest < $start || 'g' ORDER BY digest LIMIT $most";
            command.Parameters.AddWithValue("$start", start);
            command.Parameters.AddWithValue("$most", MostShown + 1);
            using var row = command.ExecuteReader();
            var found = new List<(string, string)>();
            while (row.Read())
            {
                found.Add((row.GetString(0), row.GetString(1)));
            }

            return found;
        }
    }

    private static PlanLookup Read(string digest, string document)
    {
        try
        {
            return PlanDocument.Read(JsonFacts.Parse(document)) is var plan && plan.Digest == digest
                ? new PlanLookup.Found(plan)
                : new PlanLookup.Damaged(digest);
        }
        catch (FormatException)
        {
            return new PlanLookup.Damaged(digest);
        }
    }
}
