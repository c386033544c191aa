using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Store.Ledger;

/// <summary>An event whose data is already canonical and nobody else's, waiting for its place.</summary>
internal sealed record Draft(string Stream, string Type, JsonObject Data, byte[] Canonical)
{
    /// <summary>The most characters that a stream, a type or an actor can have; with it an entry always has room for them.</summary>
    public const int MostName = 1024;

    /// <exception cref="FormatException">The data cannot be written as canonical JSON.</exception>
    public static Draft Of(DomainEvent what)
    {
        ArgumentNullException.ThrowIfNull(what);
        CheckName(what.Stream);
        CheckName(what.Type);
        var canonical = CanonicalJson.Write(what.Data);
        try
        {
            // Read back: what is handed on is what was written, and the caller may do with his own as he likes.
            return new Draft(what.Stream, what.Type, JsonFacts.Parse(canonical, LedgerEntry.MostDepth), canonical);
        }
        catch (FormatException e)
        {
            throw new FormatException($"the data of {what.Type} is nested deeper than {LedgerEntry.MostDepth}", e);
        }
    }

    /// <exception cref="FormatException">It is empty, too long or no Unicode text.</exception>
    public static void CheckName(string name)
    {
        if (name is not { Length: > 0 and <= MostName })
        {
            throw new FormatException($"a stream, a type or an actor has 1 to {MostName} characters");
        }

        CanonicalJson.Write(JsonValue.Create(name));
    }
}
