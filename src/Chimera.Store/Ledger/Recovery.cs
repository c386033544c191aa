using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Store.Files;

namespace Chimera.Store.Ledger;

/// <summary>
/// Brings a ledger that a crash left with an unsigned end back to one that can be appended to, and never silently: torn bytes are
/// moved aside, and the next thing in the ledger says what was found. May be cut at any point and done again.
/// </summary>
internal sealed class Recovery(LedgerPaths paths)
{
    /// <summary>Moves the fragments aside. What was found is kept in a file until it is in the ledger.</summary>
    /// <returns>What the ledger must be told; null when there is nothing.</returns>
    public DomainEvent? Settle(Checkpoint head, Tail tail, IReadOnlyList<Fragment> fragments)
    {
        var before = Pending();
        if (before is not null && tail.Unsigned == 0 && fragments.Count == 0 && IsTold(tail, before))
        {
            Finish();
            return null;
        }

        if (before is null && tail.Unsigned == 0 && fragments.Count == 0)
        {
            return null;
        }

        var facts = before ?? new JsonObject { ["fragments"] = new JsonArray() };
        facts["signed"] = head.Size;
        facts["unsigned"] = tail.Unsigned;
        if (fragments.Count > 0)
        {
            MoveAside(facts, fragments);
        }

        return new DomainEvent("ledger", EventTypes.LedgerRecovered, facts);
    }

    /// <summary>The ledger has been told.</summary>
    public void Finish() => Durable.Delete(paths.At(LedgerPaths.Recovering));

    /// <summary>Whether what an earlier recovery found, if there was one, can be told.</summary>
    public bool IsReadable => !paths.Has(LedgerPaths.Recovering) || Pending() is not null;

    private JsonObject? Pending()
    {
        try
        {
            // It is written in one step, so it is whole or somebody changed it.
            var facts = JsonFacts.Parse(paths.Read(LedgerPaths.Recovering));
            foreach (var fragment in facts.Parts("fragments"))
            {
                fragment.Text("content");
            }

            return CanonicalJson.Write(facts).Length > 0 ? facts : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void MoveAside(JsonObject facts, IReadOnlyList<Fragment> fragments)
    {
        var blobs = new BlobFolder(paths);
        var known = facts.List("fragments");
        foreach (var fragment in fragments)
        {
            var found = new JsonObject
            {
                ["file"] = fragment.File,
                ["offset"] = fragment.Offset,
                ["bytes"] = fragment.Bytes.Length,
                ["content"] = blobs.Save(fragment.Bytes.Span),
            };

            // A recovery that was itself cut before the truncation finds the same bytes again.
            if (!known.Any(other => JsonNode.DeepEquals(other, found)))
            {
                known.Add((JsonNode)found);
            }
        }

        Durable.Write(paths.At(LedgerPaths.Recovering), CanonicalJson.Write(facts), Durable.OwnerAndReaders);
        foreach (var fragment in fragments)
        {
            Durable.Truncate(paths.At(fragment.File), fragment.Offset);
        }
    }

    /// <summary>The crash came after the event was signed for and before its note was thrown away.</summary>
    private static bool IsTold(Tail tail, JsonObject facts) =>
        tail.Last is { Type: EventTypes.LedgerRecovered, Data: { } told } && JsonNode.DeepEquals(told["fragments"], facts["fragments"]);
}
