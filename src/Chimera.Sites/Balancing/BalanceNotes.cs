using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;

namespace Chimera.Sites.Balancing;

/// <summary>What balancers were told, by generation, so that a plan can say what differs.</summary>
internal sealed class BalanceNotes(INotes notes)
{
    public void Write(GenerationId generation, JsonObject lines) => notes.Write(NameOf(generation), CanonicalJson.Write(lines));

    /// <returns>Null for one that was never brought anywhere from here.</returns>
    /// <exception cref="RecordUnavailableException">It is not what was written.</exception>
    public JsonObject? Read(GenerationId generation) => Read(generation, lines => lines);

    /// <returns>Null for one that was never brought anywhere from here.</returns>
    /// <exception cref="RecordUnavailableException">It is not what was written.</exception>
    public T? Read<T>(GenerationId generation, Func<JsonObject, T> read) =>
        notes.Read(NameOf(generation), $"the note of {generation}", bytes => read(JsonFacts.Parse(bytes)));

    public static Difference Between(JsonObject? before, JsonObject after)
    {
        var keys = after.Select(line => line.Key).Union((before ?? []).Select(line => line.Key)).ToImmutableArray();
        return new Difference([.. keys.Select(key => (before?[key]?.ToString(), after[key]?.ToString()) switch
        {
            (null, { } added) => new Change(ChangeKind.Added, key, null, added, 0),
            ({ } removed, null) => new Change(ChangeKind.Removed, key, removed, null, 0),
            ({ } one, { } other) when one != other => new Change(ChangeKind.Changed, key, one, other, 0),
            _ => null,
        }).OfType<Change>()]);
    }

    private static string NameOf(GenerationId generation) => $"balance-{generation.Value.Replace(':', '-')}";
}
